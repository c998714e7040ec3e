package io.etlbed.simulator.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What containers do right after their start and before their end. */
class LifecycleHooksIT {

    @RegisterExtension
    static final ContainerCluster at = new ContainerCluster();

    private static ContainerStatus container(Pod pod, int index) {
        return pod.getStatus().getContainerStatuses().get(index);
    }

    @Test
    void a_container_does_not_run_for_others_until_its_post_start_hook_is_done() {
        at.create("ordered", """
                terminationGracePeriodSeconds: 1
                volumes: [{name: shared, emptyDir: {}}]
                containers:
                - name: first
                  image: test/server
                  command: [sleep, "100000"]
                  volumeMounts: [{name: shared, mountPath: /shared}]
                  lifecycle:
                    postStart:
                      exec:
                        command: [sh, -c, "until [ -e /shared/go ]; do sleep 0.1; done; echo done > /shared/hook"]
                - name: second
                  image: test/server
                  command: [sh, -c, "cat /shared/hook; exec sleep 100000"]
                  volumeMounts: [{name: shared, mountPath: /shared}]
                """);
        at.awaitEvent("ordered", "Started");
        Pod waiting = at.pod("ordered").get();
        assertThat(waiting.getStatus().getPhase()).isEqualTo("Pending");
        assertThat(container(waiting, 0).getState().getWaiting().getReason()).isEqualTo("ContainerCreating");
        assertThat(container(waiting, 0).getReady()).isFalse();
        assertThat(at.events("ordered", "Started")).containsExactly("Started container first");

        assertThat(at.sh("ordered", "first", "touch /shared/go")).isEmpty();
        at.pod("ordered").waitUntilReady(60, TimeUnit.SECONDS);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(at.log("ordered", "second")).isEqualTo("done\n"));
    }

    @Test
    void a_post_start_hook_that_fails_ends_the_container_which_is_started_again() {
        at.create("badstart", """
                terminationGracePeriodSeconds: 1
                containers:
                - name: main
                  image: test/server
                  command: [sleep, "100000"]
                  lifecycle:
                    postStart: {exec: {command: [sh, -c, "echo no way; exit 3"]}}
                """);
        assertThat(at.awaitEvent("badstart", "FailedPostStartHook")).isEqualTo("PostStartHook failed");
        assertThat(at.awaitEvent("badstart", "Killing")).isEqualTo("FailedPostStartHook");
        Pod failing = at.awaitContainer(
                "badstart",
                container -> container.getState().getWaiting() != null
                        && "PostStartHookError"
                                .equals(container.getState().getWaiting().getReason()));
        assertThat(container(failing, 0).getState().getWaiting().getMessage())
                .contains(
                        "Exec lifecycle hook ([sh, -c, echo no way; exit 3]) for Container \"main\" in Pod \"badstart_default(")
                .contains("exited with 3: no way");
        Pod again = at.awaitContainer("badstart", container -> container.getRestartCount() > 0);
        assertThat(container(again, 0).getLastState().getTerminated().getReason())
                .isEqualTo("Error");
        assertThat(container(again, 0).getReady()).isFalse();
    }

    @Test
    void pre_stop_runs_before_the_signal() throws Exception {
        at.run("polite", """
                terminationGracePeriodSeconds: 30
                containers:
                - name: main
                  image: test/server
                  command: [sh, -c, "trap 'cat /tmp/hook; echo signal; exit 0' TERM; while :; do sleep 0.1; done"]
                  lifecycle:
                    preStop: {exec: {command: [sh, -c, "echo hook > /tmp/hook"]}}
                """);
        CompletableFuture<String> log = CompletableFuture.supplyAsync(() -> followed("polite"));
        Instant before = Instant.now();
        at.pod("polite").delete();
        at.pod("polite").waitUntilCondition(pod -> pod == null, 60, TimeUnit.SECONDS);

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(20));
        assertThat(log.get(60, TimeUnit.SECONDS)).isEqualTo("hook\nsignal\n");
        assertThat(at.events("polite", "FailedPreStopHook")).isEmpty();
    }

    private static String followed(String pod) {
        try (var watch = at.pod(pod).watchLog()) {
            return new String(watch.getOutput().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_pre_stop_hook_has_the_grace_period_and_no_more() {
        at.run("endless", """
                terminationGracePeriodSeconds: 2
                containers:
                - name: main
                  image: test/server
                  command: [sleep, "100000"]
                  lifecycle:
                    preStop: {exec: {command: [sleep, "77777"]}}
                """);
        at.pod("endless").delete();
        await().atMost(Duration.ofSeconds(60)).until(() -> ContainerCluster.processes("sleep\00077777") > 0);
        at.pod("endless").waitUntilCondition(pod -> pod == null, 30, TimeUnit.SECONDS);
        assertThat(ContainerCluster.processes("sleep\00077777")).isZero();
    }

    @Test
    void a_pod_that_is_deleted_with_force_does_not_wait_for_its_hook() {
        at.run("forced", """
                terminationGracePeriodSeconds: 600
                containers:
                - name: main
                  image: test/server
                  command: [sleep, "100000"]
                  lifecycle:
                    preStop: {sleep: {seconds: 600}}
                """);
        at.pod("forced").delete();
        assertThat(at.awaitEvent("forced", "Killing")).isEqualTo("Stopping container main");
        assertThat(at.pod("forced").get()).isNotNull();
        at.pod("forced").withGracePeriod(0).delete();
        at.pod("forced").waitUntilCondition(pod -> pod == null, 30, TimeUnit.SECONDS);
    }

    @Test
    void hooks_that_call_the_container_reach_it() {
        at.run("called", """
                terminationGracePeriodSeconds: 5
                containers:
                - name: main
                  image: test/server
                  ports: [{name: web, containerPort: 80}]
                  lifecycle:
                    postStart: {exec: {command: [sh, -c, "until python3 -c 'import socket; socket.create_connection((\\"127.0.0.1\\", 80))'; do sleep 0.1; done"]}}
                    preStop: {httpGet: {path: /bye, port: web}}
                """);
        CompletableFuture<String> log = CompletableFuture.supplyAsync(() -> followed("called"));
        at.pod("called").delete();
        assertThat(log.join()).contains("GET /bye HTTP/1.1");
        assertThat(at.events("called", "FailedPreStopHook")).isEmpty();
    }

    @Test
    void hooks_that_cannot_be_done_are_said() {
        at.run("deaf", """
                terminationGracePeriodSeconds: 1
                containers:
                - name: main
                  image: test/server
                  command: [sleep, "100000"]
                  lifecycle:
                    preStop: {httpGet: {port: 81}}
                """);
        at.pod("deaf").delete();
        assertThat(at.awaitEvent("deaf", "FailedPreStopHook")).isEqualTo("PreStopHook failed");

        at.create("sockets", """
                terminationGracePeriodSeconds: 1
                containers:
                - name: main
                  image: test/server
                  command: [sleep, "100000"]
                  lifecycle:
                    postStart: {tcpSocket: {port: 80}}
                """);
        assertThat(at.awaitEvent("sockets", "FailedPostStartHook")).isEqualTo("PostStartHook failed");
    }

    @Test
    void hooks_of_a_wrong_form_are_refused() {
        assertThatThrownBy(() -> at.create("wrong", """
                        terminationGracePeriodSeconds: 5
                        initContainers:
                        - name: first
                          image: test/server
                          lifecycle: {preStop: {sleep: {seconds: 1}}}
                        containers:
                        - name: main
                          image: test/server
                          lifecycle:
                            postStart: {}
                            preStop: {sleep: {seconds: 6}}
                        """))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(
                        "spec.containers[0].lifecycle.postStart: Required value: must specify a handler type")
                .hasMessageContaining(
                        "spec.containers[0].lifecycle.preStop.sleep: Invalid value: 6: must be non-negative"
                                + " and less than terminationGracePeriodSeconds (5)")
                .hasMessageContaining("spec.initContainers[0].lifecycle: Forbidden: may not be set for init containers"
                        + " without restartPolicy=Always");
    }
}
