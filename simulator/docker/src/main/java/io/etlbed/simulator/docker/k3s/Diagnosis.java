package io.etlbed.simulator.docker.k3s;

import io.etlbed.simulator.docker.engine.ContainerState;
import io.etlbed.simulator.docker.engine.DockerEngine;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** What a cluster that did not come up, has to say. */
record Diagnosis(DockerEngine engine, List<K3sNode> nodes, Optional<KubernetesClient> client) {

    private static final int LOG_LINES = 60;
    private static final int EVENTS = 40;
    private static final int LONGEST_LINE = 400;

    /** Containers with the end of their logs; nodes, pods and events as far as the API server tells. */
    String text() throws InterruptedException {
        StringJoiner text = new StringJoiner(System.lineSeparator());
        for (K3sNode node : nodes) {
            String state = engine.containers()
                    .inspect(node.container())
                    .map(ContainerState::description)
                    .orElse("gone");
            text.add("---- container " + node.name() + ": " + state);
            text.add(node.inside()
                    .log(LOG_LINES)
                    .lines()
                    .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line)
                    .collect(Collectors.joining(System.lineSeparator())));
        }
        client.ifPresent(api -> {
            section(text, "nodes", () -> nodes(api));
            section(text, "pods that are not ready", () -> pods(api));
            section(text, "events", () -> events(api));
        });
        return text.toString();
    }

    private interface Question {
        List<String> ask();
    }

    private static void section(StringJoiner text, String title, Question question) {
        text.add("---- " + title);
        try {
            question.ask().forEach(text::add);
        } catch (KubernetesClientException e) {
            text.add("not to be had: " + e.getMessage());
        }
    }

    private static List<String> nodes(KubernetesClient api) {
        return api.nodes().list().getItems().stream()
                .map(node -> node.getMetadata().getName() + ": " + (Readiness.ready(node) ? "Ready" : conditions(node)))
                .toList();
    }

    private static String conditions(Node node) {
        return node.getStatus().getConditions().stream()
                .map(condition ->
                        condition.getType() + "=" + condition.getStatus() + " (" + condition.getMessage() + ")")
                .collect(Collectors.joining(", "));
    }

    private static List<String> pods(KubernetesClient api) {
        return api.pods().inAnyNamespace().list().getItems().stream()
                .filter(pod -> !pod.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                condition.getType().equals("Ready") && "True".equals(condition.getStatus())))
                .map(Diagnosis::pod)
                .toList();
    }

    private static String pod(Pod pod) {
        String waiting = pod.getStatus().getContainerStatuses().stream()
                .filter(status -> status.getState() != null && status.getState().getWaiting() != null)
                .map(status -> status.getState().getWaiting())
                .map(state -> state.getReason() + " "
                        + Optional.ofNullable(state.getMessage()).orElse(""))
                .collect(Collectors.joining(", "));
        return pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName() + ": "
                + pod.getStatus().getPhase() + " " + waiting;
    }

    private static List<String> events(KubernetesClient api) {
        List<Event> events = api.v1().events().inAnyNamespace().list().getItems();
        return events.subList(Math.max(0, events.size() - EVENTS), events.size()).stream()
                .map(event -> event.getType() + " " + event.getReason() + " "
                        + event.getInvolvedObject().getKind() + "/"
                        + event.getInvolvedObject().getName() + ": " + event.getMessage())
                .toList();
    }
}
