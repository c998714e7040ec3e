package io.etlbed.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class of tests that are given a running cluster: constructors and methods may take an {@link EtlCluster}, a {@link Bucket}
 * ({@link BucketWith}), an {@link Etl} ({@link EtlFrom}), an {@link io.etlbed.cluster.client.AisClient}, a {@link
 * io.fabric8.kubernetes.client.KubernetesClient}, and the path of a kubeconfig ({@link Kubeconfig}).
 *
 * <p>All tests of a launcher session share one cluster, unless {@link #scope()} says otherwise; it is started for the first of
 * them and closed at the end of the session. They run on it at the same time as others do: what a test makes through its
 * parameters has names that nobody else has, and is removed when the test is over. Where a test fails, the logs of its pods,
 * their events and its HTTP exchanges are published as report entries.
 *
 * <pre>{@code
 * @EtlTest
 * class ResizeTest {
 *     @Test
 *     void shrinks(EtlCluster cluster) {
 *         Etl etl = cluster.init(transformer("transformer/"));
 *         assertThat(etl.transform(Path.of("cat.jpg"))).isImage().hasWidth(224);
 *     }
 * }
 * }</pre>
 *
 * <p>What is not said here may be said by JUnit's configuration parameters, in {@code junit-platform.properties} or as system
 * properties: {@code etlbed.provider}, {@code etlbed.kubeconfig}, {@code etlbed.targets}, {@code etlbed.proxies}, {@code
 * etlbed.inproc}, {@code etlbed.tls}, {@code etlbed.sandbox} ({@code doors}, {@code relay}, {@code root}, {@code none}) and {@code
 * etlbed.pod-network} ({@code closed}, {@code open}). What is beyond an annotation, such as handlers, is told to {@link
 * EtlClusterExtension#on}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(EtlClusterExtension.class)
public @interface EtlTest {

    /**
     * The provider of the Kubernetes below the cluster, such as {@code k3s}. Unless told it is JUnit's configuration parameter
     * {@code etlbed.provider}, which may be a system property, else {@code embedded}.
     */
    String provider() default "";

    /** Which tests have the cluster in common. Those of a session share it where all that is said of it is the same. */
    ClusterScope scope() default ClusterScope.SESSION;

    /** How many targets; 0 for {@code etlbed.targets}, else 3. */
    int targets() default 0;

    /** How many proxies; 0 for {@code etlbed.proxies}, else 1. */
    int proxies() default 0;

    /** Whether there are no processes at all, only Java code ({@link EtlCluster.Builder#inproc()}); else as {@code etlbed.inproc} says. */
    boolean inproc() default false;

    /** Whether things can be made to go wrong ({@link EtlCluster#faults()}). */
    boolean faults() default false;

    /** Whether nodes speak TLS ({@link EtlCluster.Builder#tls()}); else as {@code etlbed.tls} says. */
    boolean tls() default false;
}
