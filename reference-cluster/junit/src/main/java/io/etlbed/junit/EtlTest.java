package io.etlbed.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class of tests that are given a running cluster: constructors and methods may take an {@link EtlCluster}.
 *
 * <p>All tests of a launcher session share one cluster, which is started for the first of them and closed at the end of the
 * session. They run on it at the same time as others do, and so name buckets and ETLs of their own.
 *
 * <pre>{@code
 * @EtlTest
 * class MyTransformTest {
 *     @Test
 *     void thumbnails_are_small(EtlCluster cluster) { … cluster.url() … }
 * }
 * }</pre>
 *
 * <p>JUnit's configuration parameters {@code etlbed.sandbox} ({@code doors}, {@code relay}, {@code root}, {@code none}) and
 * {@code etlbed.pod-network} ({@code closed}, {@code open}) say how its pods are kept apart.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(EtlClusterExtension.class)
public @interface EtlTest {

    /**
     * The provider of the Kubernetes below the cluster, such as {@code k3s}; tests with the same one share a cluster. Unless told it
     * is JUnit's configuration parameter {@code etlbed.provider}, which may be a system property, else {@code embedded}.
     */
    String provider() default "";
}
