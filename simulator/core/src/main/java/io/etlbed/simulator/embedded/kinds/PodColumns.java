package io.etlbed.simulator.embedded.kinds;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What {@code kubectl get pods} shows. */
final class PodColumns {

    private PodColumns() {}

    static List<Column<Pod>> all() {
        return List.of(
                Columns.name(),
                Column.of("Ready", PodColumns::ready),
                Column.of("Status", pod -> new PodPhrase(pod).text()),
                Column.timed("Restarts", PodColumns::restarts),
                Columns.age(),
                Column.<Pod>of("IP", pod -> Columns.orNone(status(pod).getPodIP()))
                        .onlyWide(),
                Column.<Pod>of("Node", pod -> Columns.orNone(pod.getSpec().getNodeName()))
                        .onlyWide(),
                Column.<Pod>of(
                                "Nominated Node",
                                pod -> Columns.orNone(status(pod).getNominatedNodeName()))
                        .onlyWide(),
                Column.<Pod>of("Readiness Gates", pod -> Columns.NONE).onlyWide());
    }

    static PodStatus status(Pod pod) {
        return pod.getStatus() == null ? new PodStatus() : pod.getStatus();
    }

    private static String ready(Pod pod) {
        long ready = status(pod).getContainerStatuses().stream()
                .filter(each -> Boolean.TRUE.equals(each.getReady()) && each.getState() != null)
                .filter(each -> each.getState().getRunning() != null)
                .count();
        return ready + "/" + pod.getSpec().getContainers().size();
    }

    private static String restarts(Pod pod, Instant now) {
        List<ContainerStatus> containers = new PodPhrase(pod).initializing()
                ? status(pod).getInitContainerStatuses()
                : status(pod).getContainerStatuses();
        int count = containers.stream()
                .map(ContainerStatus::getRestartCount)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sum();
        Optional<String> last = containers.stream()
                .filter(each ->
                        each.getLastState() != null && each.getLastState().getTerminated() != null)
                .map(each -> each.getLastState().getTerminated().getFinishedAt())
                .filter(Objects::nonNull)
                .max(String::compareTo);
        return count == 0 || last.isEmpty()
                ? Integer.toString(count)
                : count + " (" + Columns.since(last.get(), now) + " ago)";
    }
}
