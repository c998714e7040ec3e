package io.etlbed.simulator.embedded.inproc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.etlbed.simulator.handler.HandlerImage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The life of a container that is Java code. */
class InprocRuntimeTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    @Test
    void a_program_sees_its_container_and_its_return_is_the_exit_code() throws Exception {
        try (PodOfHandler pod = PodOfHandler.running(
                container -> {
                    container.log(container.name() + " " + container.command() + " " + container.environment() + " "
                            + container.ports() + " " + container.podIp() + "\nsecond line");
                    return 7;
                },
                80,
                81)) {
            assertThat(pod.exitCode()).isEqualTo(7);
            assertThat(pod.container.started()).isCompleted();
            assertThat(pod.log()).isEqualTo("main [serve, --fast] {WHO=me} [80, 81] 10.244.1.2\nsecond line\n");
        }
    }

    @Test
    void an_exception_of_the_program_is_exit_code_1_with_its_trace_in_the_log() throws Exception {
        try (PodOfHandler pod = PodOfHandler.running(container -> {
            throw new IOException("no configuration");
        })) {
            assertThat(pod.exitCode()).isEqualTo(1);
            assertThat(pod.log()).startsWith("java.io.IOException: no configuration\n\tat ");
        }
    }

    @Test
    void every_declared_port_is_served_and_a_second_claim_to_it_fails() throws Exception {
        AtomicBoolean refused = new AtomicBoolean();
        try (PodOfHandler pod = PodOfHandler.running(
                container -> {
                    container.serve((request, answer) -> answer.send(200, "port " + request.port()));
                    try {
                        container.serve(81, (request, answer) -> answer.send(200, "mine"));
                    } catch (IOException inUse) {
                        refused.set(inUse.getMessage().contains("81"));
                    }
                    container.log("serving");
                    container.awaitStop();
                    return 0;
                },
                80,
                81)) {
            await().until(() -> pod.log().equals("serving\n"));
            assertThat(refused).isTrue();
            try (SocketChannel channel = pod.runtime.network().connect(PodOfHandler.IP, 81)) {
                PodOfHandler.send(channel, GET);
                assertThat(PodOfHandler.read(channel, "port 81")).startsWith("HTTP/1.1 200");
            }
            assertThatThrownBy(() -> pod.runtime.network().connect(PodOfHandler.IP, 82))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("10.244.1.2 port 82");
            assertThatThrownBy(() -> pod.runtime.network().connect("10.244.1.3", 80))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no running pod has the address 10.244.1.3");
        }
    }

    @Test
    void a_server_that_is_told_to_stop_answers_what_is_under_way_and_takes_no_more() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (PodOfHandler pod = PodOfHandler.serving((request, answer) -> {
                    asked.countDown();
                    goOn.await();
                    answer.send(200, "whole");
                });
                SocketChannel idle = pod.connect();
                SocketChannel busy = pod.connect()) {
            PodOfHandler.send(busy, GET);
            asked.await();
            pod.container.terminate();
            assertThat(PodOfHandler.readAll(idle)).isEmpty();
            await().until(() -> !pod.runtime.serves(PodOfHandler.IP, 80));
            assertThatThrownBy(pod::connect).isInstanceOf(IOException.class);
            assertThat(pod.container.exit()).isNotDone();
            goOn.countDown();
            assertThat(PodOfHandler.readAll(busy)).contains("Connection: close").endsWith("whole");
            assertThat(pod.exitCode()).isZero();
        }
    }

    @Test
    void a_stop_that_waits_for_a_request_without_end_is_ended_by_a_kill() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (PodOfHandler pod = PodOfHandler.serving((request, answer) -> {
                    asked.countDown();
                    new CountDownLatch(1).await();
                });
                SocketChannel channel = pod.connect()) {
            PodOfHandler.send(channel, GET);
            asked.await();
            pod.container.terminate();
            await().until(() -> !pod.runtime.serves(PodOfHandler.IP, 80));
            pod.container.kill();
            assertThat(pod.exitCode()).isEqualTo(137);
            assertThatThrownBy(() -> PodOfHandler.read(channel, "HTTP")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_kill_interrupts_threads_and_closes_connections() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(2);
        HandlerImage image = new HandlerImage("x", container -> {
            container.serve((request, answer) -> {
                answer.begin(200).write('x');
                asked.countDown();
                try {
                    container.awaitStop();
                } catch (InterruptedException killed) {
                    interrupted.countDown();
                    throw killed;
                }
            });
            try {
                container.awaitStop();
            } catch (InterruptedException killed) {
                interrupted.countDown();
                throw killed;
            }
            return 0;
        });
        try (PodOfHandler pod = PodOfHandler.running(image.program())) {
            pod.awaitPort(80);
            SocketChannel channel = pod.connect();
            PodOfHandler.send(channel, GET);
            asked.await();
            pod.container.kill();
            assertThat(pod.exitCode()).isEqualTo(137);
            assertThat(interrupted.getCount()).isZero();
            PodOfHandler.read(channel, "x\r\n");
            assertThat(channel.socket().getInputStream().read())
                    .as("the end comes without the last chunk")
                    .isNegative();
            assertThat(pod.log()).as("to be killed is no fault").isEmpty();
            channel.close();
        }
    }

    @Test
    void a_handler_may_end_its_container() throws Exception {
        AtomicBoolean returned = new AtomicBoolean();
        try (PodOfHandler pod = PodOfHandler.serving((request, answer) -> {
                    try {
                        throw request.container().exit(3);
                    } catch (Exception nobodyStopsIt) {
                        returned.set(true);
                    }
                });
                SocketChannel other = pod.connect();
                SocketChannel channel = pod.connect()) {
            PodOfHandler.send(channel, GET);
            assertThatThrownBy(() -> PodOfHandler.read(channel, "HTTP")).isInstanceOf(IOException.class);
            assertThat(pod.exitCode()).isEqualTo(3);
            assertThat(returned).isFalse();
            assertThat(PodOfHandler.readAll(other)).isEmpty();
            assertThat(pod.log()).isEmpty();
        }
    }

    @Test
    void an_answer_that_waits_goes_on_after_its_time() throws Exception {
        try (PodOfHandler pod = PodOfHandler.serving((request, answer) ->
                        answer.send(200, "stopped: " + request.container().awaitStop(Duration.ofMillis(50))));
                SocketChannel channel = pod.connect()) {
            PodOfHandler.send(channel, GET);
            assertThat(PodOfHandler.read(channel, "stopped: false")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void a_listener_for_a_pod_is_one_of_the_host_and_stands_aside_where_the_port_is_taken() throws Exception {
        try (PodOfHandler pod = PodOfHandler.serving((request, answer) -> answer.send(200, "x"));
                ServerSocket taken = new ServerSocket(0);
                ServerSocketChannel aside = pod.runtime.network().listen(PodOfHandler.IP, taken.getLocalPort());
                ServerSocketChannel free = pod.runtime.network().listen(PodOfHandler.IP, 0)) {
            assertThat(aside.getLocalAddress()).isNotEqualTo(taken.getLocalSocketAddress());
            try (SocketChannel fromPod = SocketChannel.open(free.getLocalAddress())) {
                assertThat(free.accept().getRemoteAddress()).isEqualTo(fromPod.getLocalAddress());
            }
            assertThat(((InetSocketAddress) free.getLocalAddress()).getAddress().isLoopbackAddress())
                    .isTrue();
            assertThatThrownBy(() -> pod.runtime.network().listen("10.244.9.9", 0))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("10.244.9.9");
        }
    }

    @Test
    void closing_leaves_no_thread_even_of_handlers_that_are_busy() throws Exception {
        CountDownLatch asked = new CountDownLatch(3);
        PodOfHandler pod = PodOfHandler.serving((request, answer) -> {
            asked.countDown();
            request.body().readAllBytes();
        });
        for (int each = 0; each < 3; each++) {
            PodOfHandler.send(pod.connect(), "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n");
        }
        assertThat(asked.await(PodOfHandler.PATIENCE, TimeUnit.SECONDS)).isTrue();
        pod.close();
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("etlbed-inproc-host")));
    }
}
