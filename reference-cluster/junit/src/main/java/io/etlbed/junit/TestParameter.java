package io.etlbed.junit;

import io.etlbed.cluster.client.AisClient;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** What tests may ask for. */
final class TestParameter {

    private static final Set<Class<?>> KNOWN =
            Set.of(EtlCluster.class, AisClient.class, KubernetesClient.class, Bucket.class, Etl.class);

    private TestParameter() {}

    static boolean known(ParameterContext parameter) {
        Class<?> type = parameter.getParameter().getType();
        return KNOWN.contains(type) || (type == Path.class && parameter.isAnnotated(Kubeconfig.class));
    }

    static Object value(ParameterContext parameter, EtlCluster cluster) {
        Class<?> type = parameter.getParameter().getType();
        if (type == EtlCluster.class) {
            return cluster;
        }
        if (type == AisClient.class) {
            return cluster.client();
        }
        if (type == KubernetesClient.class) {
            return cluster.kubernetes();
        }
        if (type == Path.class) {
            return cluster.kubeconfig();
        }
        if (type == Bucket.class) {
            Optional<BucketWith> declared = parameter.findAnnotation(BucketWith.class);
            return declared.isPresent() ? DeclaredBucket.on(cluster, declared.get()) : cluster.bucket();
        }
        return DeclaredEtl.on(
                cluster,
                parameter
                        .findAnnotation(EtlFrom.class)
                        .orElseThrow(
                                () -> new ParameterResolutionException("a parameter of type Etl says by @EtlFrom what"
                                        + " it is made of; or take an EtlCluster, and init(…) one")));
    }
}
