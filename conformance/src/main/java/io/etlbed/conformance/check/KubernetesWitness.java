package io.etlbed.conformance.check;

import io.etlbed.conformance.evidence.SeenPod;
import io.etlbed.conformance.http.Printable;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What Kubernetes shows of ETLs: pods, the ends of their logs, events. What it does not show is told as well. */
final class KubernetesWitness {

    private static final int LINES = 100;
    private static final int CHARACTERS = 8192;
    private static final int MOST_EVENTS = 60;

    private final Pods kubernetes;
    private final List<SeenPod> pods = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final List<String> unseen = new ArrayList<>();

    KubernetesWitness(Pods kubernetes) {
        this.kubernetes = kubernetes;
    }

    List<SeenPod> pods() {
        return List.copyOf(pods);
    }

    List<String> events() {
        return events.size() <= MOST_EVENTS
                ? List.copyOf(events)
                : List.copyOf(events.subList(events.size() - MOST_EVENTS, events.size()));
    }

    List<String> unseen() {
        return List.copyOf(unseen);
    }

    /** Takes down what there is of an ETL, nothing where nothing of it is there. */
    void look(String etl) {
        try {
            for (Pod pod : kubernetes.of(etl)) {
                pods.add(new SeenPod(pod.getMetadata().getName(), Pods.describe(pod), log(pod)));
            }
            for (Event event : kubernetes.eventsOf(etl)) {
                events.add(Printable.oneLine(
                        event.getInvolvedObject().getName() + ": " + event.getReason() + ": " + event.getMessage()
                                + (event.getCount() != null && event.getCount() > 1
                                        ? " (" + event.getCount() + " times)"
                                        : ""),
                        600));
            }
        } catch (KubernetesClientException e) {
            unseen.add("pods and events of " + etl + ": " + Printable.oneLine(String.valueOf(e.getMessage()), 300));
        }
    }

    private String log(Pod pod) {
        StringBuilder all = new StringBuilder();
        List<ContainerStatus> containers = pod.getStatus() == null
                ? List.of()
                : Stream.concat(
                                pod.getStatus().getInitContainerStatuses().stream(),
                                pod.getStatus().getContainerStatuses().stream())
                        .toList();
        for (ContainerStatus container : containers) {
            String printed = log(pod.getMetadata().getName(), container.getName());
            if (!printed.isBlank()) {
                all.append(containers.size() > 1 ? "[" + container.getName() + "]\n" : "")
                        .append(printed.stripTrailing())
                        .append('\n');
            }
        }
        return all.toString().stripTrailing();
    }

    private String log(String pod, String container) {
        try {
            String text = kubernetes.logEnd(pod, container, LINES);
            String end = text.length() > CHARACTERS ? text.substring(text.length() - CHARACTERS) : text;
            return Printable.lines(end, CHARACTERS);
        } catch (KubernetesClientException e) {
            unseen.add("log of " + container + " in pod " + pod + ": "
                    + Printable.oneLine(String.valueOf(e.getMessage()), 300));
            return "";
        }
    }
}
