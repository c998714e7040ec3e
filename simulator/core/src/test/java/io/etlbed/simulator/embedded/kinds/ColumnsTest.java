package io.etlbed.simulator.embedded.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "-5, <invalid>",
        "-1, 0s",
        "0, 0s",
        "119, 119s",
        "120, 2m",
        "125, 2m5s",
        "600, 10m",
        "10799, 179m",
        "10800, 3h",
        "12600, 3h30m",
        "28800, 8h",
        "172799, 47h",
        "172800, 2d",
        "180000, 2d2h",
        "691200, 8d",
        "63072000, 2y",
        "64800000, 2y20d",
        "252288000, 8y"
    })
    void durations_are_shown_as_kubectl_shows_them(long seconds, String shown) {
        assertThat(Columns.human(Duration.ofSeconds(seconds))).isEqualTo(shown);
    }

    @Test
    void a_time_that_cannot_be_read_is_unknown() {
        assertThat(Columns.since("yesterday", NOW)).isEqualTo("<unknown>");
        assertThat(Columns.since(null, NOW)).isEqualTo("<unknown>");
    }

    @Test
    void a_pods_word_is_what_its_containers_have_to_say() {
        assertThat(word(pod("Pending"))).isEqualTo("Pending");
        assertThat(word(pod("Pending", waiting("ImagePullBackOff")))).isEqualTo("ImagePullBackOff");
        assertThat(word(pod("Running", running()))).isEqualTo("Running");
        assertThat(word(pod("Running", waiting("CrashLoopBackOff"), running()))).isEqualTo("CrashLoopBackOff");
        assertThat(word(pod("Failed", ended("Error", 1)))).isEqualTo("Error");
        assertThat(word(pod("Failed", ended("", 3)))).isEqualTo("ExitCode:3");
        assertThat(word(pod("Running", ended("Completed", 0), running()))).isEqualTo("NotReady");
    }

    @Test
    void a_pod_that_is_to_go_is_terminating_unless_it_has_ended() {
        assertThat(word(marked(pod("Running", running())))).isEqualTo("Terminating");
        assertThat(word(marked(pod("Succeeded", ended("Completed", 0))))).isEqualTo("Completed");
    }

    @Test
    void init_containers_have_their_say_first() {
        Pod first = new PodBuilder(pod("Pending"))
                .editSpec()
                .addNewInitContainer()
                .withName("i0")
                .endInitContainer()
                .addNewInitContainer()
                .withName("i1")
                .endInitContainer()
                .endSpec()
                .build();

        assertThat(word(init(first, ended("Completed", 0), running()))).isEqualTo("Init:1/2");
        assertThat(word(init(first, ended("Error", 1)))).isEqualTo("Init:Error");
        assertThat(word(init(first, waiting("ErrImagePull")))).isEqualTo("Init:ErrImagePull");
    }

    @Test
    void restarts_tell_when_the_last_one_was() {
        Pod pod = pod("Running", running());
        pod.getStatus().getContainerStatuses().get(0).setRestartCount(3);
        pod.getStatus()
                .getContainerStatuses()
                .get(0)
                .setLastState(new ContainerStateBuilder()
                        .withNewTerminated()
                        .withFinishedAt("2026-11-22T09:59:18Z")
                        .endTerminated()
                        .build());

        assertThat(cell(pod, "Restarts")).isEqualTo("3 (42s ago)");
        assertThat(cell(pod, "Ready")).isEqualTo("1/1");
    }

    private static String word(Pod pod) {
        return cell(pod, "Status");
    }

    private static String cell(Pod pod, String column) {
        return PodColumns.all().stream()
                .filter(each -> each.name().equals(column))
                .findFirst()
                .orElseThrow()
                .cell()
                .apply(pod, NOW)
                .toString();
    }

    private static Pod pod(String phase, ContainerState... states) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("p")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("c0")
                .endContainer()
                .endSpec()
                .withStatus(new PodStatusBuilder()
                        .withPhase(phase)
                        .withContainerStatuses(statuses(states))
                        .build())
                .build();
    }

    private static Pod init(Pod pod, ContainerState... states) {
        return new PodBuilder(pod)
                .editStatus()
                .withInitContainerStatuses(statuses(states))
                .endStatus()
                .build();
    }

    private static Pod marked(Pod pod) {
        return new PodBuilder(pod)
                .editMetadata()
                .withDeletionTimestamp("2026-11-22T09:59:00Z")
                .endMetadata()
                .build();
    }

    private static List<ContainerStatus> statuses(ContainerState... states) {
        return List.of(states).stream()
                .map(state -> new ContainerStatusBuilder()
                        .withReady(state.getRunning() != null)
                        .withState(state)
                        .build())
                .toList();
    }

    private static ContainerState waiting(String reason) {
        return new ContainerStateBuilder()
                .withNewWaiting()
                .withReason(reason)
                .endWaiting()
                .build();
    }

    private static ContainerState running() {
        return new ContainerStateBuilder().withNewRunning().endRunning().build();
    }

    private static ContainerState ended(String reason, int code) {
        return new ContainerStateBuilder()
                .withNewTerminated()
                .withReason(reason)
                .withExitCode(code)
                .endTerminated()
                .build();
    }
}
