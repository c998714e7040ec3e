package io.etlbed.junit.report;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What Kubernetes knows of the pods of some ETLs. Where it does not answer that is what is told. */
record PodFacts(KubernetesClient kubernetes, List<String> etls) {

    private static final String NAMESPACE = "ais";
    private static final int LOG_BYTES = 16 * 1024;
    private static final int EVENTS = 200;

    /** The end of the log of each pod, by the pod's name. */
    Map<String, String> logs() {
        Map<String, String> logs = new LinkedHashMap<>();
        if (etls.isEmpty()) {
            return logs;
        }
        try {
            for (Pod pod : kubernetes.pods().inNamespace(NAMESPACE).list().getItems()) {
                String name = pod.getMetadata().getName();
                if (ours(name)) {
                    logs.put(name, log(name));
                }
            }
        } catch (KubernetesClientException e) {
            logs.put("pods", "Kubernetes does not answer: " + e.getMessage());
        }
        return logs;
    }

    private String log(String pod) {
        try {
            String text = kubernetes.pods().inNamespace(NAMESPACE).withName(pod).getLog();
            return text.length() <= LOG_BYTES ? text : "…" + text.substring(text.length() - LOG_BYTES);
        } catch (KubernetesClientException e) {
            return "no log can be had: " + e.getMessage();
        }
    }

    /** One line for each, the latest last. */
    String events() {
        if (etls.isEmpty()) {
            return "";
        }
        try {
            List<Event> all = kubernetes.v1().events().inNamespace(NAMESPACE).list().getItems().stream()
                    .filter(event -> event.getInvolvedObject() != null
                            && ours(String.valueOf(event.getInvolvedObject().getName())))
                    .sorted(Comparator.comparing(PodFacts::when))
                    .toList();
            return all.subList(Math.max(0, all.size() - EVENTS), all.size()).stream()
                    .map(PodFacts::line)
                    .collect(Collectors.joining("\n"));
        } catch (KubernetesClientException e) {
            return "Kubernetes does not answer: " + e.getMessage();
        }
    }

    private static String when(Event event) {
        return Optional.ofNullable(event.getLastTimestamp())
                .or(() -> Optional.ofNullable(event.getMetadata().getCreationTimestamp()))
                .orElse("");
    }

    private static String line(Event event) {
        return when(event) + " " + event.getInvolvedObject().getName() + ": " + event.getReason() + ": "
                + event.getMessage();
    }

    /** LIFE-14: names of pods begin with the ETL_ID. */
    private boolean ours(String object) {
        return etls.stream()
                .anyMatch(etl -> object.startsWith(etl.toLowerCase(Locale.ROOT).replace('_', '-')));
    }
}
