package io.etlbed.simulator.embedded.kinds;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one word that kubectl says about a pod: its phase, or what its containers have to say that is more to the point. */
final class PodPhrase {

    private final Pod pod;
    private final PodStatus status;
    private final Optional<String> initWord;

    PodPhrase(Pod pod) {
        this.pod = pod;
        this.status = PodColumns.status(pod);
        this.initWord = hasCondition("Initialized") ? Optional.empty() : initWord();
    }

    boolean initializing() {
        return initWord.isPresent();
    }

    String text() {
        String word = initWord.orElseGet(this::containersWord);
        boolean ended = "Succeeded".equals(status.getPhase()) || "Failed".equals(status.getPhase());
        return pod.getMetadata().getDeletionTimestamp() != null && !ended ? "Terminating" : word;
    }

    /** What the first init container that is not done says. */
    private Optional<String> initWord() {
        List<ContainerStatus> all = status.getInitContainerStatuses();
        for (int i = 0; i < all.size(); i++) {
            ContainerState state = state(all.get(i));
            ContainerStateTerminated ended = state.getTerminated();
            if (ended != null && Integer.valueOf(0).equals(ended.getExitCode())) {
                continue;
            }
            if (ended != null) {
                return Optional.of("Init:" + word(ended));
            }
            String waiting = waiting(state);
            boolean telling = waiting != null && !waiting.equals("PodInitializing");
            return Optional.of("Init:"
                    + (telling
                            ? waiting
                            : i + "/" + pod.getSpec().getInitContainers().size()));
        }
        return Optional.empty();
    }

    /** What the first container that has something to say says. */
    private String containersWord() {
        String word = status.getReason() != null ? status.getReason() : String.valueOf(status.getPhase());
        if (status.getPhase() == null) {
            word = Columns.UNKNOWN;
        }
        boolean running = false;
        List<ContainerStatus> all = status.getContainerStatuses();
        for (int i = all.size() - 1; i >= 0; i--) {
            ContainerState state = state(all.get(i));
            String waiting = waiting(state);
            if (waiting != null) {
                word = waiting;
            } else if (state.getTerminated() != null) {
                word = word(state.getTerminated());
            } else if (state.getRunning() != null
                    && Boolean.TRUE.equals(all.get(i).getReady())) {
                running = true;
            }
        }
        if (word.equals("Completed") && running) {
            return hasCondition("Ready") ? "Running" : "NotReady";
        }
        return word;
    }

    private boolean hasCondition(String type) {
        return status.getConditions().stream()
                .anyMatch(each -> type.equals(each.getType()) && "True".equals(each.getStatus()));
    }

    private static ContainerState state(ContainerStatus container) {
        return container.getState() == null ? new ContainerState() : container.getState();
    }

    private static @Nullable String waiting(ContainerState state) {
        String reason = state.getWaiting() == null ? null : state.getWaiting().getReason();
        return reason == null || reason.isEmpty() ? null : reason;
    }

    private static String word(ContainerStateTerminated ended) {
        if (ended.getReason() != null && !ended.getReason().isEmpty()) {
            return ended.getReason();
        }
        boolean signalled = ended.getSignal() != null && ended.getSignal() != 0;
        return signalled ? "Signal:" + ended.getSignal() : "ExitCode:" + ended.getExitCode();
    }
}
