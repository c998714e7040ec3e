package io.etlbed.junit.condition;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the machine must have for a test or a class of tests; where it has not, they are skipped, and the reason says what is
 * missing and what to do about it.
 *
 * <p>{@code @Requires(tools = "node")}, {@code @Requires(python = "3.8")}, {@code @Requires(provider = "k3s")}
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(RequiresCondition.class)
public @interface Requires {

    /** Programs that pods must be able to run, such as {@code node}. */
    String[] tools() default {};

    /**
     * A version of Python that pods of <i>init code</i> must have exactly, such as {@code 3.8}, or {@code any} for one of version
     * 3.
     */
    String python() default "";

    /** Whether pods must be kept apart from this machine and each other, for which it takes user namespaces, or root. */
    boolean isolation() default false;

    /** A provider that must be able to start a cluster here: {@code k3s} needs an artifact, a Docker engine, and images. */
    String provider() default "";
}
