package io.etlbed.conformance.check;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The pods and services of ETLs, as Kubernetes shows them. */
public final class Pods {

    /** Where a cluster's ETLs live (LIFE-14). */
    public static final String NAMESPACE = "ais";

    private final KubernetesClient client;
    private final Duration patience;

    Pods(KubernetesClient client, Duration patience) {
        this.client = client;
        this.patience = patience;
    }

    public KubernetesClient client() {
        return client;
    }

    /** The pods whose names begin with an ETL_ID. */
    public List<Pod> of(String etl) {
        return client.pods().inNamespace(NAMESPACE).list().getItems().stream()
                .filter(pod -> belongs(pod, etl))
                .toList();
    }

    /** The services whose names begin with an ETL_ID. */
    public List<Service> servicesOf(String etl) {
        return client.services().inNamespace(NAMESPACE).list().getItems().stream()
                .filter(service -> belongs(service, etl))
                .toList();
    }

    /** Waits until an ETL has neither pods nor services; fails where they stay. */
    public void expectGone(String etl, String after) throws InterruptedException {
        boolean gone = Wait.upTo(patience, () -> left(etl).isEmpty() ? Optional.of(true) : Optional.empty())
                .isPresent();
        Expect.that(
                gone,
                "still there: " + String.join(", ", left(etl)),
                "no pod and no service of " + etl + " within " + patience.toSeconds() + " s after " + after);
    }

    /** What an ETL has in Kubernetes, in words. */
    public List<String> left(String etl) {
        List<String> left = new ArrayList<>();
        of(etl).forEach(pod -> left.add(describe(pod)));
        servicesOf(etl)
                .forEach(service -> left.add("service " + service.getMetadata().getName()));
        return left;
    }

    private static String describe(Pod pod) {
        StringBuilder text = new StringBuilder("pod " + pod.getMetadata().getName());
        if (pod.getStatus() != null) {
            text.append(" (").append(pod.getStatus().getPhase());
            for (ContainerStatus status : pod.getStatus().getContainerStatuses()) {
                if (status.getState() != null && status.getState().getWaiting() != null) {
                    text.append(", ").append(status.getState().getWaiting().getReason());
                }
            }
            text.append(')');
        }
        return text.toString();
    }

    private static boolean belongs(HasMetadata object, String etl) {
        return object.getMetadata().getName().startsWith(kubernetesName(etl));
    }

    /** The beginning of the names that an ETL_ID has in Kubernetes. */
    public static String kubernetesName(String etl) {
        return etl.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
