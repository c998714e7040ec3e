package io.etlbed.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a parameter of type {@link Etl}: the transformer that it is made of; exactly one of {@link #value()}, {@link #image()},
 * {@link #command()} and {@link #server()}. Tests of one cluster that declare the same have one ETL in common.
 *
 * <p>{@code void shrinks(@EtlFrom("transformer/") Etl resize)}
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface EtlFrom {

    /**
     * A folder, a Pod specification ({@code .yaml}), Python code ({@code .py}), or the address of a server that runs; see {@link
     * io.etlbed.junit.transformer.Transformer#transformer(String)}.
     */
    String value() default "";

    /** An image that the nodes know; see {@link io.etlbed.junit.transformer.Transformer#image}. */
    String image() default "";

    /** A program from standard input to standard output; see {@link io.etlbed.junit.transformer.Transformer#command}. */
    String[] command() default {};

    /** A program that is an HTTP server; see {@link io.etlbed.junit.transformer.Transformer#server}. */
    String[] server() default {};

    /** The folder that {@link #command()} or {@link #server()} runs in. */
    String folder() default "";

    /** How targets and containers talk, such as {@code hpull://}. */
    String communication() default "";

    /** Packages for Python, in pip's format. */
    String[] requirements() default {};

    /** The runtime of Python code, such as {@code python3.10}. */
    String runtime() default "";

    /** The port of {@link #image()} or {@link #server()}; 0 for 8000. */
    int port() default 0;

    /** Seconds within which its pods must be ready; 0 for what the specification says, else 5 minutes. */
    int timeoutSeconds() default 0;

    /** The ETL_ID that it must have; it is then this test's own. */
    String id() default "";

    /** Whether other tests that declare the same may use it; a test that stops it, or fills its log, wants its own. */
    boolean shared() default true;
}
