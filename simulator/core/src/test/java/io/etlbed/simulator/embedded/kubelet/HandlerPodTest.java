package io.etlbed.simulator.embedded.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.etlbed.simulator.embedded.api.LogQuery;
import io.etlbed.simulator.embedded.inproc.InprocRuntime;
import io.etlbed.simulator.handler.HandlerImage;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pods of Java code are pods as any other. */
class HandlerPodTest {

    private static final String SERVER = """
            containers:
            - name: server
              image: docker.io/test/handler:v1
              ports: [{name: default, containerPort: 80}]
              readinessProbe:
                httpGet: {path: /health, port: default}
            """;

    private final NodeUnderTest node = new NodeUnderTest(new InprocRuntime());

    @BeforeEach
    void image() {
        node.images.add(HandlerImage.serving("test/handler", (request, answer) -> {
            switch (request.target()) {
                case "/crash" -> throw request.container().exit(3);
                case "/broken" -> answer.send(404, "broken");
                default -> {
                    request.container().log(request.method() + " " + request.target());
                    answer.send(200, request.container().environment().get("HOSTNAME") + " " + request.target());
                }
            }
        }));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void a_server_becomes_ready_and_ends_when_it_is_deleted() {
        node.run("web", SERVER);
        Pod ready = node.awaitReady("web");
        assertThat(ready.getStatus().getPodIP()).startsWith("10.244.1.");
        assertThat(container(ready).getContainerID()).startsWith("inproc://");
        assertThat(container(ready).getImageID()).isEqualTo("handler://test/handler");
        assertThat(node.get(ready, "/hello")).contains("200 OK").endsWith("web /hello");
        assertThat(node.events("web")).extracting(Event::getReason).contains("Pulled", "Created", "Started");
        node.delete("web");
        node.awaitGone("web");
        node.awaitEvent("web", "Killing", "Stopping container server");
    }

    @Test
    void two_pods_have_the_same_port_at_once_and_each_answers_under_its_own_address() {
        node.run("one", SERVER);
        node.run("other", SERVER);
        assertThat(node.get(node.awaitReady("one"), "/x")).endsWith("one /x");
        assertThat(node.get(node.awaitReady("other"), "/x")).endsWith("other /x");
    }

    @Test
    void a_container_that_exits_is_started_again_and_its_earlier_log_is_kept() throws Exception {
        node.run("web", SERVER);
        Pod ready = node.awaitReady("web");
        node.get(ready, "/before");
        node.tryGet(ready, "/crash");
        Pod again = node.awaitPod(
                "web",
                pod -> container(pod).getRestartCount() == 1
                        && NodeUnderTest.condition(pod, "Ready").equals("True"));
        assertThat(container(again).getLastState().getTerminated().getExitCode())
                .isEqualTo(3);
        assertThat(again.getStatus().getPodIP()).isEqualTo(ready.getStatus().getPodIP());
        assertThat(node.logs(again, new LogQuery(true, false, null, null))).contains("GET /before\n");
        assertThat(node.get(again, "/after")).endsWith("web /after");
    }

    @Test
    void environment_command_and_init_containers_are_those_of_the_spec() throws Exception {
        node.images.add(new HandlerImage("test/task", container -> {
            container.log(container.command() + " "
                    + container.environment().get("IP").equals(container.podIp()) + " "
                    + container.environment().get("SAYS"));
            return container.name().equals("fails") ? 4 : 0;
        }));
        String env = "env: [{name: IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}, {name: SAYS, value: hello}]";
        node.run(
                "task",
                "restartPolicy: Never\ninitContainers: [{name: first, image: test/task, " + env
                        + "}]\ncontainers: [{name: main, image: test/task, command: [run, $(SAYS)], args: [now], " + env
                        + "}]");
        Pod done = node.awaitPhase("task", "Succeeded");
        assertThat(node.logs(done, new LogQuery(false, false, null, null))).isEqualTo("[run, hello, now] true hello\n");
        assertThat(NodeUnderTest.condition(done, "Initialized")).isEqualTo("True");

        node.run(
                "stuck",
                "initContainers: [{name: fails, image: test/task, " + env
                        + "}]\ncontainers: [{name: main, image: test/handler}]");
        Pod stuck = node.awaitPod("stuck", pod -> {
            var init = pod.getStatus().getInitContainerStatuses();
            return !init.isEmpty()
                    && init.get(0).getRestartCount() > 0
                    && init.get(0).getLastState().getTerminated() != null;
        });
        assertThat(stuck.getStatus()
                        .getInitContainerStatuses()
                        .get(0)
                        .getLastState()
                        .getTerminated()
                        .getExitCode())
                .isEqualTo(4);
        assertThat(stuck.getStatus().getPhase()).isEqualTo("Pending");
    }

    @Test
    void a_container_that_does_not_listen_to_its_end_is_ended_after_the_grace_period() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        node.images.add(new HandlerImage("test/deaf", container -> {
            try {
                new CountDownLatch(1).await();
            } finally {
                interrupted.countDown();
            }
            return 0;
        }));
        node.run("deaf", "terminationGracePeriodSeconds: 1\ncontainers: [{name: c, image: test/deaf}]");
        node.awaitReady("deaf");
        node.delete("deaf");
        node.awaitGone("deaf");
        assertThat(interrupted.getCount()).isZero();
    }

    @Test
    void probes_reach_handlers_and_restart_those_that_are_alive_no_longer() {
        node.run("sick", """
                terminationGracePeriodSeconds: 1
                containers:
                - name: server
                  image: test/handler
                  livenessProbe: {httpGet: {path: /broken, port: 80}, periodSeconds: 1, failureThreshold: 1}
                """);
        node.awaitEvent("sick", "Unhealthy", "Liveness probe failed: HTTP probe failed with statuscode: 404");
        node.awaitPod("sick", pod -> container(pod).getRestartCount() >= 1);
    }

    @Test
    void an_image_can_be_replaced_and_comes_when_it_is_waited_for() {
        node.run("late", "containers: [{name: c, image: test/late}]");
        node.awaitEvent("late", "Failed", "no image 'test/late' in this cluster; there are test/handler");
        node.images.add(HandlerImage.serving("test/late", (request, answer) -> answer.send(200, "at last")));
        Pod ready = node.awaitReady("late");
        await().atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(node.get(ready, "/")).endsWith("at last"));
    }

    private static ContainerStatus container(Pod pod) {
        return pod.getStatus().getContainerStatuses().get(0);
    }
}
