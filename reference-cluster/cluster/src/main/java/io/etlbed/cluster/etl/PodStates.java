package io.etlbed.cluster.etl;

import io.etlbed.cluster.etl.PodVerdict.Hopeless;
import io.etlbed.cluster.etl.PodVerdict.Ready;
import io.etlbed.cluster.etl.PodVerdict.Waiting;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what Kubernetes says of a pod. */
final class PodStates {

    /**
     * What does not get better by waiting. {@code ErrImagePull} is left out: the kubelet tries again, and says {@code
     * ImagePullBackOff} when that fails too.
     */
    private static final Set<String> HOPELESS = Set.of(
            "ImagePullBackOff",
            "InvalidImageName",
            "ErrImageNeverPull",
            "CreateContainerConfigError",
            "CrashLoopBackOff");

    private PodStates() {}

    static PodVerdict judge(Pod pod) {
        PodStatus status = pod.getStatus();
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            return new Hopeless("it is being deleted");
        }
        if (status == null) {
            return new Waiting("it has no status yet");
        }
        String phase = Optional.ofNullable(status.getPhase()).orElse("Pending");
        if (phase.equals("Failed") || phase.equals("Succeeded")) {
            return new Hopeless("phase " + phase + ended(status));
        }
        Optional<String> stuck = containers(status).flatMap(PodStates::stuck).findFirst();
        if (stuck.isPresent()) {
            return new Hopeless(stuck.get());
        }
        Optional<PodCondition> scheduled = condition(status, "PodScheduled");
        if (scheduled
                .filter(c -> "False".equals(c.getStatus()) && "Unschedulable".equals(c.getReason()))
                .isPresent()) {
            return new Hopeless("Unschedulable: " + text(scheduled.get().getMessage()));
        }
        if (condition(status, "Ready").filter(c -> "True".equals(c.getStatus())).isPresent()) {
            return new Ready();
        }
        return new Waiting("phase " + phase + waiting(status));
    }

    private static Stream<String> stuck(ContainerStatus container) {
        ContainerStateWaiting waiting = state(container).getWaiting();
        if (waiting == null || !HOPELESS.contains(text(waiting.getReason()))) {
            return Stream.empty();
        }
        ContainerState last = container.getLastState();
        String before =
                last == null || last.getTerminated() == null ? "" : "; it ended with " + exit(last.getTerminated());
        return Stream.of(waiting.getReason() + ": " + text(waiting.getMessage()) + before);
    }

    private static String ended(PodStatus status) {
        String containers = containers(status)
                .map(PodStates::state)
                .map(ContainerState::getTerminated)
                .filter(terminated -> terminated != null && terminated.getExitCode() != null)
                .map(PodStates::exit)
                .findFirst()
                .map(exit -> ", ended with " + exit)
                .orElse("");
        String reason = text(status.getReason());
        return containers + (reason.isEmpty() ? "" : " (" + reason + ": " + text(status.getMessage()) + ")");
    }

    private static String waiting(PodStatus status) {
        return containers(status)
                .map(PodStates::state)
                .map(ContainerState::getWaiting)
                .filter(waiting -> waiting != null && waiting.getReason() != null)
                .findFirst()
                .map(waiting -> ", " + waiting.getReason() + ": " + text(waiting.getMessage()))
                .orElse("Running".equals(status.getPhase()) ? ", its readiness probe has not succeeded" : "");
    }

    private static String exit(ContainerStateTerminated terminated) {
        return "exit code " + terminated.getExitCode()
                + (terminated.getReason() == null ? "" : " (" + terminated.getReason() + ")");
    }

    private static Stream<ContainerStatus> containers(PodStatus status) {
        return Stream.of(status.getInitContainerStatuses(), status.getContainerStatuses())
                .filter(statuses -> statuses != null)
                .flatMap(List::stream);
    }

    private static ContainerState state(ContainerStatus container) {
        return Optional.ofNullable(container.getState()).orElseGet(ContainerState::new);
    }

    private static Optional<PodCondition> condition(PodStatus status, String type) {
        return Optional.ofNullable(status.getConditions()).orElse(List.of()).stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
