package io.etlbed.simulator.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.etlbed.simulator.embedded.api.Kubectl;
import io.etlbed.simulator.embedded.cgroup.Cgroups;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Containers that want more memory and CPU than they may have. */
class ResourceLimitsIT {

    @RegisterExtension
    static final ContainerCluster at = new ContainerCluster();

    private static ContainerStatus container(Pod pod) {
        return pod.getStatus().getContainerStatuses().get(0);
    }

    @Test
    void who_wants_more_memory_than_the_limit_is_killed() {
        at.create("greedy", """
                restartPolicy: Never
                containers:
                - name: main
                  image: test/server
                  command: [python3, -c, "x = bytearray(40 << 20); print('small', flush=True); y = bytearray(400 << 20); print('big')"]
                  resources: {limits: {memory: 100Mi}}
                """);
        Pod failed = at.awaitPhase("greedy", "Failed");

        ContainerStateTerminated end = container(failed).getState().getTerminated();
        assertThat(end.getReason()).isEqualTo("OOMKilled");
        assertThat(end.getExitCode()).isEqualTo(137);
        assertThat(at.log("greedy", "main")).isEqualTo("small\n");
    }

    @Test
    void a_container_that_was_out_of_memory_is_started_again_and_described_so() {
        Kubectl kubectl = at.kubectl();
        at.create("again", """
                containers:
                - name: main
                  image: test/server
                  command: [python3, -c, "x = bytearray(400 << 20)"]
                  resources: {limits: {memory: 100Mi}}
                """);
        at.awaitContainer(
                "again",
                container -> container.getState().getWaiting() != null
                        && "CrashLoopBackOff"
                                .equals(container.getState().getWaiting().getReason()));
        assertThat(kubectl.run("describe", "pod", "again").text())
                .containsPattern("State: +Waiting\\s+Reason: +CrashLoopBackOff")
                .containsPattern("Last State: +Terminated\\s+Reason: +OOMKilled\\s+Exit Code: +137")
                .containsPattern("Limits:\\s+memory: +100Mi");
        at.pod("again").withGracePeriod(0).delete();
    }

    @Test
    void a_program_that_a_client_starts_counts_as_one_of_the_container() {
        assumeTrue(Cgroups.ofThisHost().limitMemory(), "this process may make no control groups for memory");
        at.run("guest", """
                terminationGracePeriodSeconds: 1
                containers:
                - name: main
                  image: test/server
                  command: [sleep, "100000"]
                  resources: {limits: {memory: 100Mi}}
                """);
        assertThat(at.sh("guest", "main", "python3 -c 'x = bytearray(400 << 20)'; echo code $?"))
                .contains("code 137");
        assertThat(container(at.pod("guest").get()).getRestartCount()).isZero();
    }

    @Test
    void a_cpu_limit_is_kept_or_said_not_to_be() {
        at.create("busy", """
                restartPolicy: Never
                containers:
                - name: main
                  image: test/server
                  command:
                  - python3
                  - -c
                  - |
                    import time
                    end = time.monotonic() + 3
                    before = time.process_time()
                    while time.monotonic() < end: pass
                    print('slow' if time.process_time() - before < 0.9 else 'fast')
                  resources: {limits: {cpu: 100m}}
                """);
        at.awaitPhase("busy", "Succeeded");
        if (Cgroups.ofThisHost().limitCpu()) {
            assertThat(at.log("busy", "main")).isEqualTo("slow\n");
            assertThat(at.events("busy", "NotSupported")).isEmpty();
        } else {
            assertThat(at.events("busy", "NotSupported"))
                    .singleElement()
                    .asString()
                    .contains("resources.limits.cpu is not kept");
        }
    }

    @Test
    void a_container_without_limits_is_told_what_its_node_has() {
        at.create("told", """
                restartPolicy: Never
                containers:
                - name: main
                  image: test/server
                  command: [sh, -c, "echo $CPU $MEMORY $ASKED $OWN"]
                  resources: {limits: {ephemeral-storage: 2Gi}}
                  env:
                  - {name: CPU, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}
                  - {name: MEMORY, valueFrom: {resourceFieldRef: {resource: limits.memory, divisor: 1Ki}}}
                  - {name: ASKED, valueFrom: {resourceFieldRef: {resource: requests.cpu}}}
                  - {name: OWN, valueFrom: {resourceFieldRef: {resource: limits.ephemeral-storage, divisor: 1Gi}}}
                """);
        Pod done = at.awaitPhase("told", "Succeeded");
        var allocatable = at.client()
                .nodes()
                .withName(done.getSpec().getNodeName())
                .get()
                .getStatus()
                .getAllocatable();
        assertThat(at.log("told", "main"))
                .isEqualTo(allocatable.get("cpu") + " "
                        + allocatable.get("memory").toString().replace("Ki", "") + " 0 2\n");
    }

    @Test
    void java_code_has_no_limits_and_that_is_said() {
        at.run("handler", """
                containers:
                - name: main
                  image: test/handler
                  resources: {limits: {memory: 100Mi, cpu: 1}}
                """);
        assertThat(at.events("handler", "NotSupported"))
                .anySatisfy(text -> assertThat(text).contains("resources.limits.memory is not kept"))
                .anySatisfy(text -> assertThat(text).contains("resources.limits.cpu is not kept"));
    }

    @Test
    void nothing_is_left_of_control_groups() {
        at.create("short", """
                restartPolicy: Never
                containers:
                - name: main
                  image: test/server
                  command: [sh, -c, "grep -o 'etlbed-[0-9]*' /proc/self/cgroup | head -1"]
                  resources: {limits: {memory: 100Mi, cpu: 100m}}
                """);
        at.awaitPhase("short", "Succeeded");
        assumeTrue(Cgroups.ofThisHost().limitMemory(), "this process may make no control groups for memory");
        assertThat(at.log("short", "main"))
                .isEqualTo("etlbed-" + ProcessHandle.current().pid() + "\n");
        at.client().pods().inNamespace("default").withGracePeriod(0).delete();
        await().atMost(Duration.ofSeconds(30)).until(() -> groups() == 0);
    }

    private static long groups() throws IOException {
        try (Stream<Path> all = Files.find(
                Path.of("/sys/fs/cgroup"),
                8,
                (path, attributes) -> attributes.isDirectory()
                        && path.endsWith("etlbed-" + ProcessHandle.current().pid()))) {
            return all.count();
        }
    }
}
