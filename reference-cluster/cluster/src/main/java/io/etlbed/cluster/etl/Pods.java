package io.etlbed.cluster.etl;

import io.etlbed.cluster.wire.AisException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.ServiceResource;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The pods and services of one target in Kubernetes: made, looked at, removed. */
final class Pods {

    /** What a pod that does not end by itself may take beyond its grace period. */
    private static final Duration REMOVAL = Duration.ofSeconds(90);

    /** One for a missing namespace, one for leftovers, and the one that succeeds. */
    private static final int ATTEMPTS = 3;

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

    /** Creates the pod; what an earlier process of this target has left under its name is removed first. */
    Pod create(Pod pod) throws InterruptedException {
        String name = pod.getMetadata().getName();
        return create("pod", name, () -> pods().resource(pod).create());
    }

    /** Creates the service of a pod that has been created. */
    Service create(Service service) throws InterruptedException {
        String name = service.getMetadata().getName();
        return create("service", name, () -> services().resource(service).create());
    }

    /** What is in the way is dealt with when it shows: mostly there is nothing, and no call is spent on asking. */
    private <T> T create(String kind, String name, Supplier<T> creation) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return creation.get();
            } catch (KubernetesClientException e) {
                if (attempt == ATTEMPTS || !remedy(e.getCode(), kind, name)) {
                    throw KubernetesErrors.refused("to create " + kind + " \"" + name + "\"", e);
                }
            }
        }
    }

    /** @return whether it may go better now */
    private boolean remedy(int code, String kind, String name) throws InterruptedException {
        if (code == HttpURLConnection.HTTP_NOT_FOUND) {
            makeNamespace();
            return true;
        }
        if (code != HttpURLConnection.HTTP_CONFLICT) {
            return false;
        }
        if (kind.equals("pod")) {
            Optional.ofNullable(pods().withName(name).get()).ifPresent(this::requireOwn);
            remove(name, 0);
        } else {
            Optional.ofNullable(services().withName(name).get()).ifPresent(this::requireOwn);
            services().withName(name).delete();
        }
        return true;
    }

    private void makeNamespace() {
        try {
            client.namespaces()
                    .resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(EtlTarget.NAMESPACE)
                            .endMetadata()
                            .build())
                    .create();
        } catch (KubernetesClientException e) {
            // Another target may have been quicker.
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw KubernetesErrors.refused("to create namespace \"" + EtlTarget.NAMESPACE + "\"", e);
            }
        }
    }

    /** Opens the watch, where that has not been done; it shows what has happened before, too. */
    void openWatch() {
        try {
            watch.open(client);
        } catch (KubernetesClientException e) {
            throw KubernetesErrors.refused("to watch pods", e);
        }
    }

    /**
     * Removes pod and service and returns when both are gone. What is not there is gone; what is not this target's stays.
     *
     * @param graceSeconds what the pod has to end by itself
     */
    void remove(String name, long graceSeconds) throws InterruptedException {
        try {
            if (isOwn(services().withName(name).get())) {
                services().withName(name).delete();
            }
            if (isOwn(pods().withName(name).get())) {
                pods().withName(name).withGracePeriod(graceSeconds).delete();
            }
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
        return !isOwn(pods().withName(name).get())
                && !isOwn(services().withName(name).get());
    }

    private boolean isOwn(@Nullable HasMetadata resource) {
        if (resource == null) {
            return false;
        }
        Map<String, String> labels =
                Optional.ofNullable(resource.getMetadata().getLabels()).orElse(Map.of());
        return labels.entrySet().containsAll(PodPlan.ofTarget(targetId).entrySet());
    }

    private void requireOwn(HasMetadata resource) {
        if (!isOwn(resource)) {
            throw new AisException(
                    400,
                    resource.getKind() + " \"" + resource.getMetadata().getName() + "\" in namespace "
                            + EtlTarget.NAMESPACE + " is in the way, and is not of target " + targetId);
        }
    }

    private NonNamespaceOperation<Pod, PodList, PodResource> pods() {
        return client.pods().inNamespace(EtlTarget.NAMESPACE);
    }

    private NonNamespaceOperation<Service, ServiceList, ServiceResource<Service>> services() {
        return client.services().inNamespace(EtlTarget.NAMESPACE);
    }
}
