package io.etlbed.simulator.embedded.kubelet;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HostIPBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodIPBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the state of its containers makes of a pod: phase and conditions, as Kubernetes derives them. */
final class PodStatuses {

    private PodStatuses() {}

    /**
     * The status of a pod.
     *
     * @param pod with the status that it had
     * @param podIp null while it has none
     * @param now for conditions that change with this
     */
    static PodStatus of(
            Pod pod,
            List<ContainerStatus> initContainers,
            List<ContainerStatus> containers,
            @Nullable String podIp,
            String startTime,
            String now) {
        PodStatus before = pod.getStatus() == null ? new PodStatus() : pod.getStatus();
        String phase = phase(RestartPolicy.of(pod), initContainers, containers);
        PodStatusBuilder status = new PodStatusBuilder(before)
                .withPhase(phase)
                .withHostIP(NodeContext.HOST_IP)
                .withHostIPs(new HostIPBuilder().withIp(NodeContext.HOST_IP).build())
                .withStartTime(startTime)
                .withInitContainerStatuses(initContainers)
                .withContainerStatuses(containers)
                .withConditions(conditions(before.getConditions(), phase, initContainers, containers, now));
        if (podIp != null) {
            status.withPodIP(podIp).withPodIPs(new PodIPBuilder().withIp(podIp).build());
        }
        return status.build();
    }

    /** A pod that cannot be run here at all. */
    static PodStatus rejected(Pod pod, String reason, String message, String startTime) {
        PodStatus before = pod.getStatus() == null ? new PodStatus() : pod.getStatus();
        return new PodStatusBuilder(before)
                .withPhase("Failed")
                .withReason(reason)
                .withMessage("Pod was rejected: " + message)
                .withStartTime(startTime)
                .build();
    }

    /** A pod that its kubelet has ended: it has failed, whatever its containers say. */
    static PodStatus ended(PodStatus status, PodEnd end, String now) {
        List<PodCondition> conditions = status.getConditions().stream()
                .map(each -> List.of("Ready", "ContainersReady").contains(each.getType()) ? failed(each, now) : each)
                .toList();
        return new PodStatusBuilder(status)
                .withPhase("Failed")
                .withReason(end.reason())
                .withMessage(end.message())
                .withConditions(conditions)
                .build();
    }

    private static PodCondition failed(PodCondition before, String now) {
        return new PodConditionBuilder(before)
                .withStatus("False")
                .withReason("PodFailed")
                .withMessage(null)
                .withLastTransitionTime("False".equals(before.getStatus()) ? before.getLastTransitionTime() : now)
                .build();
    }

    static String phase(RestartPolicy policy, List<ContainerStatus> initContainers, List<ContainerStatus> containers) {
        for (ContainerStatus init : initContainers) {
            Optional<Integer> exit = exitCode(init);
            if (exit.isPresent() && exit.get() != 0 && policy == RestartPolicy.NEVER) {
                return "Failed";
            }
            if (exit.isEmpty() || exit.get() != 0) {
                return "Pending";
            }
        }
        boolean running = containers.stream().anyMatch(each -> each.getState().getRunning() != null);
        boolean neverStarted = containers.stream()
                .anyMatch(each -> each.getState().getWaiting() != null
                        && (each.getLastState() == null || each.getLastState().getTerminated() == null));
        if (neverStarted) {
            return "Pending";
        }
        if (running || policy == RestartPolicy.ALWAYS) {
            return "Running";
        }
        boolean allEnded = containers.stream().allMatch(each -> exitCode(each).isPresent());
        boolean allWell = containers.stream().allMatch(each -> exitCode(each).equals(Optional.of(0)));
        if (allWell) {
            return "Succeeded";
        }
        return policy == RestartPolicy.NEVER && allEnded ? "Failed" : "Running";
    }

    private static List<PodCondition> conditions(
            List<PodCondition> before,
            String phase,
            List<ContainerStatus> initContainers,
            List<ContainerStatus> containers,
            String now) {
        boolean done = phase.equals("Succeeded");
        boolean over = done || phase.equals("Failed");
        List<String> uninitialized = initContainers.stream()
                .filter(each -> !exitCode(each).equals(Optional.of(0)))
                .map(ContainerStatus::getName)
                .toList();
        List<String> unready = containers.stream()
                .filter(each -> over || !Boolean.TRUE.equals(each.getReady()))
                .map(ContainerStatus::getName)
                .toList();
        String overReason = done ? "PodCompleted" : "PodFailed";
        List<PodCondition> conditions = new ArrayList<>();
        conditions.add(condition(
                "Initialized",
                uninitialized,
                "ContainersNotInitialized",
                "containers with incomplete status: " + words(uninitialized)));
        String message = over ? null : "containers with unready status: " + words(unready);
        String reason = over ? overReason : "ContainersNotReady";
        conditions.add(condition("Ready", unready, reason, message));
        conditions.add(condition("ContainersReady", unready, reason, message));
        conditions.add(condition("PodScheduled", List.of(), "", null));
        conditions.forEach(each -> each.setLastTransitionTime(transition(before, each, now)));
        // Those that others have written stay.
        before.stream()
                .filter(other ->
                        conditions.stream().noneMatch(own -> own.getType().equals(other.getType())))
                .forEach(conditions::add);
        return conditions;
    }

    private static PodCondition condition(String type, List<String> missing, String reason, @Nullable String message) {
        return missing.isEmpty()
                ? new PodConditionBuilder().withType(type).withStatus("True").build()
                : new PodConditionBuilder()
                        .withType(type)
                        .withStatus("False")
                        .withReason(reason)
                        .withMessage(message)
                        .build();
    }

    private static String transition(List<PodCondition> before, PodCondition condition, String now) {
        return before.stream()
                .filter(each -> each.getType().equals(condition.getType())
                        && each.getStatus().equals(condition.getStatus())
                        && each.getLastTransitionTime() != null)
                .map(PodCondition::getLastTransitionTime)
                .findFirst()
                .orElse(now);
    }

    private static Optional<Integer> exitCode(ContainerStatus status) {
        ContainerStateTerminated terminated = status.getState().getTerminated();
        return terminated == null ? Optional.empty() : Optional.of(terminated.getExitCode());
    }

    private static String words(List<String> names) {
        return "[" + String.join(" ", names) + "]";
    }
}
