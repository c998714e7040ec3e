package io.etlbed.cluster.etl;

import io.etlbed.cluster.wire.AisException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The pods and services of one target in Kubernetes: made, looked at, removed. */
final class Pods {

    /** What a pod that does not end by itself may take beyond its grace period. */
    private static final Duration REMOVAL = Duration.ofSeconds(90);

    private final KubernetesClient client;
    private final String targetId;
    private final PodWatch watch;

    Pods(KubernetesClient client, String targetId, PodWatch watch) {
        this.client = client;
        this.targetId = targetId;
        this.watch = watch;
    }

    KubernetesClient client() {
        return client;
    }

    PodWatch watch() {
        return watch;
    }

    Pod create(Pod pod) {
        try {
            return client.pods().inNamespace(EtlTarget.NAMESPACE).resource(pod).create();
        } catch (KubernetesClientException e) {
            throw KubernetesErrors.refused(
                    "to create pod \"" + pod.getMetadata().getName() + "\"", e);
        }
    }

    Service create(Service service) {
        try {
            return client.services()
                    .inNamespace(EtlTarget.NAMESPACE)
                    .resource(service)
                    .create();
        } catch (KubernetesClientException e) {
            throw KubernetesErrors.refused(
                    "to create service \"" + service.getMetadata().getName() + "\"", e);
        }
    }

    /** Makes the namespace and opens the watch, where that has not been done. */
    void prepare() {
        try {
            if (client.namespaces().withName(EtlTarget.NAMESPACE).get() == null) {
                client.namespaces()
                        .resource(new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(EtlTarget.NAMESPACE)
                                .endMetadata()
                                .build())
                        .create();
            }
        } catch (KubernetesClientException e) {
            // Another target was quicker, or namespaces are not ours to see: then creating the pod will tell.
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT && e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw KubernetesErrors.refused("to create namespace \"" + EtlTarget.NAMESPACE + "\"", e);
            }
        }
        try {
            watch.open(client);
        } catch (KubernetesClientException e) {
            throw KubernetesErrors.refused("to watch pods", e);
        }
    }

    /**
     * Removes what an earlier run has left under a name.
     *
     * @throws AisException 400 where it is not this target's
     */
    void removeLeftovers(String name) throws InterruptedException {
        Optional<Pod> pod;
        Optional<Service> service;
        try {
            pod = Optional.ofNullable(client.pods()
                    .inNamespace(EtlTarget.NAMESPACE)
                    .withName(name)
                    .get());
            service = Optional.ofNullable(client.services()
                    .inNamespace(EtlTarget.NAMESPACE)
                    .withName(name)
                    .get());
        } catch (KubernetesClientException e) {
            throw KubernetesErrors.refused("to look for pod \"" + name + "\"", e);
        }
        pod.ifPresent(this::requireOwn);
        service.ifPresent(this::requireOwn);
        if (pod.isPresent() || service.isPresent()) {
            remove(name, 0);
        }
    }

    /**
     * Removes pod and service and returns when both are gone; what is not there is gone.
     *
     * @param graceSeconds what the pod has to end by itself
     */
    void remove(String name, long graceSeconds) throws InterruptedException {
        try {
            client.services().inNamespace(EtlTarget.NAMESPACE).withName(name).delete();
            client.pods()
                    .inNamespace(EtlTarget.NAMESPACE)
                    .withName(name)
                    .withGracePeriod(graceSeconds)
                    .delete();
            Duration limit = REMOVAL.plusSeconds(graceSeconds);
            if (!watch.await(() -> isGone(name), limit)) {
                throw new AisException(
                        400, "pod \"" + name + "\" is still there " + limit.toSeconds() + " s after it was deleted");
            }
        } catch (KubernetesClientException e) {
            throw KubernetesErrors.refused("to remove pod \"" + name + "\"", e);
        }
    }

    private boolean isGone(String name) {
        return client.pods().inNamespace(EtlTarget.NAMESPACE).withName(name).get() == null
                && client.services()
                                .inNamespace(EtlTarget.NAMESPACE)
                                .withName(name)
                                .get()
                        == null;
    }

    private void requireOwn(HasMetadata resource) {
        Map<String, String> labels =
                Optional.ofNullable(resource.getMetadata().getLabels()).orElse(Map.of());
        if (!labels.entrySet().containsAll(PodPlan.ofTarget(targetId).entrySet())) {
            throw new AisException(
                    400,
                    resource.getKind() + " \"" + resource.getMetadata().getName() + "\" in namespace "
                            + EtlTarget.NAMESPACE + " is in the way, and is not of target " + targetId);
        }
    }
}
