package io.etlbed.simulator.embedded.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Probes that are programs in the container. */
class ExecProbeIT {

    @TempDir
    Path temp;

    private NodeUnderTest node;

    @BeforeEach
    void start() {
        node = new NodeUnderTest(temp);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void a_container_is_ready_when_its_program_says_so() {
        node.run("slow", """
                terminationGracePeriodSeconds: 1
                containers:
                - name: main
                  image: test/server
                  command: [sh, -c, "sleep 1; touch /tmp/$WHO; sleep 1000"]
                  env: [{name: WHO, value: me}]
                  readinessProbe:
                    exec: {command: [test, -e, /tmp/$(WHO)]}
                    periodSeconds: 3600
                    timeoutSeconds: 20
                """);

        Pod ready = node.awaitReady("slow");
        assertThat(ready.getStatus().getContainerStatuses().get(0).getRestartCount())
                .isZero();
    }

    @Test
    void a_container_that_its_program_finds_dead_is_started_again_and_what_was_said_is_told() {
        node.run("sick", """
                terminationGracePeriodSeconds: 1
                containers:
                - name: main
                  image: test/server
                  command: [sleep, "1000"]
                  livenessProbe:
                    exec: {command: [sh, -c, "echo out; echo so ill >&2; exit 4"]}
                    periodSeconds: 1
                    failureThreshold: 1
                    timeoutSeconds: 20
                """);

        node.awaitPod(
                "sick", pod -> pod.getStatus().getContainerStatuses().get(0).getRestartCount() > 0);
        node.awaitEvent("sick", "Unhealthy", "Liveness probe failed: out\nso ill\n");
        node.awaitEvent("sick", "Killing", "Container main failed liveness probe, will be restarted");
    }

    @Test
    void a_program_that_takes_too_long_or_is_not_there_is_a_failure() {
        node.run("stuck", """
                terminationGracePeriodSeconds: 1
                containers:
                - name: main
                  image: test/server
                  command: [sleep, "1000"]
                  readinessProbe: {exec: {command: [sleep, "3333"]}, periodSeconds: 1, timeoutSeconds: 1}
                - name: other
                  image: test/server
                  command: [sleep, "1000"]
                  readinessProbe: {exec: {command: [nosuch]}, periodSeconds: 1, timeoutSeconds: 20}
                """);

        node.awaitEvent(
                "stuck", "Unhealthy", "Readiness probe failed: command timed out: \"sleep 3333\" timed out after 1s");
        node.awaitEvent(
                "stuck",
                "Unhealthy",
                "Readiness probe failed: failed to exec in container: exec: \"nosuch\": executable file not found in $PATH");
    }
}
