package io.etlbed.conformance.check;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
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

    /** The events of the pods whose names begin with an ETL_ID, in the order in which Kubernetes lists them. */
    List<Event> eventsOf(String etl) {
        return client.v1().events().inNamespace(NAMESPACE).list().getItems().stream()
                .filter(event -> event.getInvolvedObject() != null
                        && event.getInvolvedObject().getName() != null
                        && event.getInvolvedObject().getName().startsWith(kubernetesName(etl)))
                .toList();
    }

    /** The last lines that a container has printed; empty where it has not. */
    String logEnd(String pod, String container, int lines) {
        String log = client.pods()
                .inNamespace(NAMESPACE)
                .withName(pod)
                .inContainer(container)
                .tailingLines(lines)
                .getLog();
        return log == null ? "" : log;
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

    /** A pod in a line: its phase, its node, and what its containers wait for or ended with. */
    static String describe(Pod pod) {
        StringBuilder text = new StringBuilder("pod " + pod.getMetadata().getName());
        if (pod.getStatus() != null) {
            text.append(" (").append(pod.getStatus().getPhase());
            if (pod.getSpec() != null && pod.getSpec().getNodeName() != null) {
                text.append(" on ").append(pod.getSpec().getNodeName());
            }
            for (ContainerStatus status : pod.getStatus().getContainerStatuses()) {
                describe(status, text);
            }
            text.append(')');
        }
        return text.toString();
    }

    private static void describe(ContainerStatus status, StringBuilder text) {
        if (status.getState() != null && status.getState().getWaiting() != null) {
            text.append(", ").append(status.getState().getWaiting().getReason());
        } else if (status.getState() != null && status.getState().getTerminated() != null) {
            text.append(", ended with ")
                    .append(status.getState().getTerminated().getExitCode());
        } else if (Boolean.FALSE.equals(status.getReady())) {
            text.append(", not ready");
        }
        if (status.getRestartCount() != null && status.getRestartCount() > 0) {
            text.append(", restarted ").append(status.getRestartCount()).append(" times");
        }
    }

    private static boolean belongs(HasMetadata object, String etl) {
        return object.getMetadata().getName().startsWith(kubernetesName(etl));
    }

    /** The beginning of the names that an ETL_ID has in Kubernetes. */
    public static String kubernetesName(String etl) {
        return etl.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
