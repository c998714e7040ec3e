package io.etlbed.simulator.embedded.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.simulator.embedded.kubelet.ContainerPhase.Running;
import io.etlbed.simulator.embedded.kubelet.ContainerPhase.Terminated;
import io.etlbed.simulator.embedded.kubelet.ContainerPhase.Waiting;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodStatusesTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

    @ParameterizedTest
    @CsvSource({
        "ALWAYS,     ,  new,      Pending",
        "ALWAYS,     ,  run,      Running",
        "ALWAYS,     ,  ok,       Running",
        "ALWAYS,     ,  crash,    Running",
        "NEVER,      ,  ok,       Succeeded",
        "NEVER,      ,  fail,     Failed",
        "NEVER,      ,  ok fail,  Failed",
        "NEVER,      ,  run fail, Running",
        "NEVER,      ,  new run,  Pending",
        "ON_FAILURE, ,  ok ok,    Succeeded",
        "ON_FAILURE, ,  crash,    Running",
        "ON_FAILURE, ,  ok run,   Running",
        "ALWAYS,     run,    new, Pending",
        "ALWAYS,     crash,  new, Pending",
        "ALWAYS,     ok,     run, Running",
        "ALWAYS,     ok new, new, Pending",
        "NEVER,      fail,   new, Failed",
        "NEVER,      ok,     ok,  Succeeded",
    })
    void the_phase_follows_from_the_containers(RestartPolicy policy, String init, String containers, String phase) {
        assertThat(PodStatuses.phase(policy, statuses(init), statuses(containers)))
                .isEqualTo(phase);
    }

    @Test
    void a_pod_is_ready_when_all_its_containers_are() {
        PodStatus status = PodStatuses.of(pod(), List.of(), statuses("run unready"), "10.244.1.2", "t0", "t1");
        assertThat(conditions(status))
                .containsEntry("Initialized", "True")
                .containsEntry("PodScheduled", "True")
                .containsEntry("Ready", "False")
                .containsEntry("ContainersReady", "False");
        PodCondition ready = condition(status, "Ready");
        assertThat(ready.getReason()).isEqualTo("ContainersNotReady");
        assertThat(ready.getMessage()).isEqualTo("containers with unready status: [unready-1]");
        assertThat(status.getPodIP()).isEqualTo("10.244.1.2");
        assertThat(status.getHostIP()).isEqualTo("127.0.0.1");
        assertThat(status.getStartTime()).isEqualTo("t0");

        assertThat(conditions(PodStatuses.of(pod(), List.of(), statuses("run run"), "10.244.1.2", "t0", "t1")))
                .containsEntry("Ready", "True")
                .containsEntry("ContainersReady", "True");
    }

    @Test
    void a_condition_keeps_its_time_until_it_changes_and_those_of_others_stay() {
        Pod pod = pod();
        pod.setStatus(PodStatuses.of(pod, List.of(), statuses("unready"), null, "t0", "t1"));
        pod.getStatus()
                .getConditions()
                .add(new io.fabric8.kubernetes.api.model.PodConditionBuilder()
                        .withType("example.com/mine")
                        .withStatus("True")
                        .build());
        PodStatus later = PodStatuses.of(pod, List.of(), statuses("run"), null, "t0", "t2");
        assertThat(condition(later, "Ready").getLastTransitionTime()).isEqualTo("t2");
        assertThat(condition(later, "Initialized").getLastTransitionTime()).isEqualTo("t1");
        assertThat(conditions(later)).containsKey("example.com/mine");
    }

    @Test
    void what_has_ended_is_not_ready_and_says_that_it_is_complete() {
        Pod pod = pod();
        pod.getSpec().setRestartPolicy("Never");
        PodCondition ready =
                condition(PodStatuses.of(pod, List.of(), statuses("ok"), "10.244.1.2", "t0", "t1"), "Ready");
        assertThat(ready.getStatus()).isEqualTo("False");
        assertThat(ready.getReason()).isEqualTo("PodCompleted");
    }

    private static Pod pod() {
        return new PodBuilder()
                .withNewMetadata()
                .withName("p")
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .build();
    }

    private static List<ContainerStatus> statuses(String words) {
        return words == null
                ? List.of()
                : Stream.of(words.split(" ", -1))
                        .map(word -> status(word).build())
                        .toList();
    }

    private static ContainerStatusBuilder status(String word) {
        Terminated failed = new Terminated(1, "Error", null, TIME, TIME, "id");
        ContainerStatusBuilder status =
                new ContainerStatusBuilder().withName(word + "-1").withLastState(new ContainerState());
        return switch (word) {
            case "run" -> status.withState(new Running(TIME).state()).withReady(true);
            case "unready" -> status.withState(new Running(TIME).state()).withReady(false);
            case "ok" -> status.withState(new Terminated(0, "Completed", null, TIME, TIME, "id").state());
            case "fail" -> status.withState(failed.state());
            case "crash" ->
                status.withState(new Waiting("CrashLoopBackOff", null).state()).withLastState(failed.state());
            default -> status.withState(new Waiting("ContainerCreating", null).state());
        };
    }

    private static Map<String, String> conditions(PodStatus status) {
        return status.getConditions().stream()
                .collect(Collectors.toMap(PodCondition::getType, PodCondition::getStatus));
    }

    private static PodCondition condition(PodStatus status, String type) {
        return status.getConditions().stream()
                .filter(each -> each.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
