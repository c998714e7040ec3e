package io.etlbed.cluster.etl;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.cluster.etl.PodVerdict.Hopeless;
import io.etlbed.cluster.etl.PodVerdict.Ready;
import io.etlbed.cluster.etl.PodVerdict.Waiting;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodStatesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ImagePullBackOff",
                "InvalidImageName",
                "ErrImageNeverPull",
                "CreateContainerConfigError",
                "CrashLoopBackOff"
            })
    void life_10_what_does_not_get_better_is_hopeless_in_any_container(String reason) {
        var status = new ContainerStatusBuilder()
                .withState(new ContainerStateBuilder()
                        .withNewWaiting("because of this", reason)
                        .build())
                .withLastState(new ContainerStateBuilder()
                        .withNewTerminated()
                        .withExitCode(3)
                        .withReason("Error")
                        .endTerminated()
                        .build())
                .build();
        String expected = reason + ": because of this; it ended with exit code 3 (Error)";
        assertThat(PodStates.judge(pod(
                        pod -> pod.editStatus().withContainerStatuses(status).endStatus())))
                .isEqualTo(new Hopeless(expected));
        assertThat(PodStates.judge(pod(pod ->
                        pod.editStatus().withInitContainerStatuses(status).endStatus())))
                .isEqualTo(new Hopeless(expected));
    }

    @Test
    void life_10_a_first_failed_pull_may_still_succeed() {
        assertThat(PodStates.judge(pod(pod -> pod.editStatus()
                        .addNewContainerStatus()
                        .withNewState()
                        .withNewWaiting("no route", "ErrImagePull")
                        .endState()
                        .endContainerStatus()
                        .endStatus())))
                .isEqualTo(new Waiting("phase Pending, ErrImagePull: no route"));
    }

    @Test
    void life_10_a_pod_that_fits_nowhere_or_has_ended_is_hopeless() {
        assertThat(PodStates.judge(pod(pod -> pod.editStatus()
                        .addNewCondition()
                        .withType("PodScheduled")
                        .withStatus("False")
                        .withReason("Unschedulable")
                        .withMessage("0/3 nodes are available")
                        .endCondition()
                        .endStatus())))
                .isEqualTo(new Hopeless("Unschedulable: 0/3 nodes are available"));
        assertThat(PodStates.judge(pod(pod -> pod.editStatus()
                        .withPhase("Failed")
                        .addNewContainerStatus()
                        .withNewState()
                        .withNewTerminated()
                        .withExitCode(3)
                        .endTerminated()
                        .endState()
                        .endContainerStatus()
                        .endStatus())))
                .isEqualTo(new Hopeless("phase Failed, ended with exit code 3"));
        assertThat(PodStates.judge(
                        pod(pod -> pod.editStatus().withPhase("Succeeded").endStatus())))
                .isInstanceOf(Hopeless.class);
    }

    @Test
    void a_pod_is_ready_when_its_condition_says_so_and_it_is_not_being_deleted() {
        UnaryOperator<PodBuilder> ready = pod -> pod.editStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus();
        assertThat(PodStates.judge(pod(ready))).isEqualTo(new Ready());
        assertThat(PodStates.judge(pod(pod -> ready.apply(pod)
                        .editMetadata()
                        .withDeletionTimestamp("2026-01-01T00:00:00Z")
                        .endMetadata())))
                .isInstanceOf(Hopeless.class);
    }

    @Test
    void a_pod_without_a_status_is_waited_for() {
        Pod pod = new PodBuilder().withNewMetadata().endMetadata().build();
        assertThat(PodStates.judge(pod)).isEqualTo(new Waiting("it has no status yet"));
        assertThat(PodStates.judge(
                        pod(builder -> builder.editStatus().withPhase("Running").endStatus())))
                .isEqualTo(new Waiting("phase Running, its readiness probe has not succeeded"));
    }

    private static Pod pod(UnaryOperator<PodBuilder> change) {
        PodBuilder pod = new PodBuilder()
                .withNewMetadata()
                .withName("p")
                .endMetadata()
                .withNewStatus()
                .withPhase("Pending")
                .endStatus();
        return change.apply(pod).build();
    }
}
