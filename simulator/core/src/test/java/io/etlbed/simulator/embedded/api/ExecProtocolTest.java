package io.etlbed.simulator.embedded.api;

import static io.etlbed.simulator.embedded.api.TestServer.pod;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code exec} message by message, with programs that a test plays. */
class ExecProtocolTest {

    private static final String POD = "/api/v1/namespaces/default/pods/box/exec?stdout=1";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @AutoClose
    private final TestServer at = new TestServer();

    private final RawClient http = new RawClient(at.kubeconfig);

    @BeforeEach
    void start() {
        for (String name : List.of("box", "stopped")) {
            at.store
                    .of(Pod.class)
                    .create(new PodBuilder(pod(name))
                            .editSpec()
                            .withNodeName("node-0")
                            .endSpec()
                            .build());
        }
    }

    private WebSocket open(RawSocket listener, String query, String... protocols) {
        return http.socket(POD + query, listener, protocols);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v5.channel.k8s.io | v5.channel.k8s.io",
                "v4.channel.k8s.io | v4.channel.k8s.io",
                "v9.channel.k8s.io,v4.channel.k8s.io,v5.channel.k8s.io | v4.channel.k8s.io"
            })
    void the_first_protocol_that_is_known_is_spoken(String offered, String spoken) throws Exception {
        RawSocket socket = new RawSocket(true);
        WebSocket client = open(socket, "&command=say&command=hello", offered.split(","));
        FakeSessions.Program program = at.sessions.next();
        program.exit.complete(0);

        assertThat(client.getSubprotocol()).isEqualTo(spoken);
        assertThat(socket.next()).containsExactly(Channel.STDOUT);
        assertThat(new String(socket.next(), UTF_8)).isEqualTo("\u0001say hello");
        assertThat(new String(socket.next(), UTF_8)).startsWith("\u0003{").contains("\"status\":\"Success\"");
        assertThat(socket.closed.get(30, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
        assertThat(program.abandoned).isNotDone();
        assertThat(program.wantsInput).isFalse();
    }

    @Test
    void a_code_other_than_zero_is_a_failure_with_a_cause() throws Exception {
        RawSocket socket = new RawSocket(true);
        open(socket, "&command=say", "v5.channel.k8s.io");
        at.sessions.next().exit.complete(7);

        assertThat(socket.next()).hasSize(1);
        assertThat(socket.next()).hasSize(4);
        assertThat(new String(socket.next(), UTF_8))
                .contains("\"status\":\"Failure\"", "\"reason\":\"NonZeroExitCode\"")
                .contains("\"causes\":[{\"message\":\"7\",\"reason\":\"ExitCode\"}]");
    }

    @Test
    void a_program_whose_input_has_ended_may_finish_without_its_client() throws Exception {
        WebSocket client = open(new RawSocket(true), "&stdin=true&command=say", "v5.channel.k8s.io");
        FakeSessions.Program finishing = at.sessions.next();
        send(client, 255, "\0");
        finishing.input.all.get(30, TimeUnit.SECONDS);
        client.abort();
        WebSocket other = open(new RawSocket(true), "&stdin=true&command=say", "v5.channel.k8s.io");
        FakeSessions.Program endless = at.sessions.next();
        send(other, 255, "\0");
        endless.input.all.get(30, TimeUnit.SECONDS);
        finishing.exit.complete(0);
        other.abort();

        endless.abandoned.get(30, TimeUnit.SECONDS);
        assertThat(finishing.abandoned).isNotDone();
    }

    @Test
    void the_size_of_the_terminal_arrives_and_what_is_none_does_not() throws Exception {
        WebSocket client = open(new RawSocket(true), "&stdin=true&tty=true&command=say", "v5.channel.k8s.io");
        FakeSessions.Program program = at.sessions.next();
        send(client, Channel.RESIZE, "{\"Width\":80,\"Height\":24}\n");
        for (String wrong : new String[] {"", "{", "[]", "{\"Width\":-1,\"Height\":5}", " ".repeat(5000)}) {
            send(client, Channel.RESIZE, wrong);
        }
        send(client, Channel.RESIZE, "{\"Width\":132,\"Height\":50}");

        assertThat(program.sizes.poll(30, TimeUnit.SECONDS)).isEqualTo("80x24");
        assertThat(program.sizes.poll(30, TimeUnit.SECONDS)).isEqualTo("132x50");
        assertThat(program.abandoned).isNotDone();
    }

    @Test
    void input_arrives_in_order_and_so_does_its_end() throws Exception {
        RawSocket socket = new RawSocket(true);
        WebSocket client = open(socket, "&stdin=true&command=say", "v5.channel.k8s.io");
        FakeSessions.Program program = at.sessions.next();
        send(client, 0, "one ");
        send(client, 0, "two");
        send(client, 255, "\0");

        assertThat(program.input.all.get(30, TimeUnit.SECONDS)).isEqualTo("one two");
        assertThat(program.abandoned).isNotDone();
    }

    @Test
    void messages_that_mean_nothing_do_no_harm() throws Exception {
        RawSocket socket = new RawSocket(true);
        WebSocket client = open(socket, "&stdin=true&command=say", "v5.channel.k8s.io");
        FakeSessions.Program program = at.sessions.next();
        client.sendBinary(ByteBuffer.allocate(0), true).join();
        send(client, 0, "");
        send(client, 1, "not mine to write");
        send(client, 4, "{\"Width\":");
        send(client, 77, "nobody's");
        send(client, 255, "");
        send(client, 255, "\u0002");
        send(client, 0, "heard");
        send(client, 255, "\0");

        assertThat(program.input.all.get(30, TimeUnit.SECONDS)).isEqualTo("heard");
    }

    @Test
    void text_and_what_is_too_long_end_the_session() throws Exception {
        RawSocket socket = new RawSocket(true);
        WebSocket client = open(socket, "&stdin=true&command=say", "v5.channel.k8s.io");
        FakeSessions.Program program = at.sessions.next();
        client.sendText("hello", true).join();
        assertThat(socket.closed.get(30, TimeUnit.SECONDS)).isEqualTo(1003);
        program.abandoned.get(30, TimeUnit.SECONDS);

        RawSocket another = new RawSocket(true);
        WebSocket talker = open(another, "&stdin=true&command=say", "v5.channel.k8s.io");
        FakeSessions.Program second = at.sessions.next();
        var unused = talker.sendBinary(ByteBuffer.allocate(5 << 20), true);
        assertThat(another.closed
                        .handle((code, failure) -> code == null || code == 1009)
                        .get(30, TimeUnit.SECONDS))
                .isTrue();
        second.abandoned.get(30, TimeUnit.SECONDS);
        assertThat(second.input.size()).isZero();
    }

    @Test
    void a_program_waits_for_a_client_that_does_not_read() throws Exception {
        RawSocket socket = new RawSocket(false);
        WebSocket client = open(socket, "&command=yes", "v5.channel.k8s.io");
        FakeSessions.Program program = at.sessions.next();
        long[] last = {-1};
        // What the buffers of two sockets hold, and no more.
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).until(() -> {
            long before = last[0];
            last[0] = program.taken.get();
            return last[0] > 0 && last[0] == before;
        });
        assertThat(program.taken.get()).isLessThan(32 << 20);
        Instant later = Instant.now().plusMillis(500);
        await().until(() -> Instant.now().isAfter(later));
        assertThat(program.taken.get()).isEqualTo(last[0]);
        assertThat(program.abandoned).isNotDone();

        client.request(1);
        await().atMost(PATIENCE).until(() -> program.taken.get() > last[0]);
        client.abort();
        program.abandoned.get(30, TimeUnit.SECONDS);
    }

    @Test
    void a_client_that_leaves_takes_its_program_with_it() throws Exception {
        for (boolean orderly : List.of(true, false)) {
            WebSocket client = open(new RawSocket(true), "&command=say", "v4.channel.k8s.io");
            FakeSessions.Program program = at.sessions.next();
            if (orderly) {
                client.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            } else {
                client.abort();
            }
            program.abandoned.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_server_that_closes_ends_the_programs() throws Exception {
        open(new RawSocket(true), "&command=say", "v4.channel.k8s.io");
        FakeSessions.Program program = at.sessions.next();
        at.close();
        program.abandoned.get(30, TimeUnit.SECONDS);
    }

    @Test
    void attaching_needs_no_command() throws Exception {
        RawSocket socket = new RawSocket(true);
        http.socket(POD.replace("exec", "attach"), socket, "v5.channel.k8s.io");
        assertThat(at.sessions.next().wantsInput).isFalse();

        assertThat(socket.next()).containsExactly(Channel.STDOUT);
        assertThat(new String(socket.next(), UTF_8)).isEqualTo("\u0001attached");
    }

    @Test
    void what_cannot_be_started_is_said_on_the_error_channel() throws Exception {
        RawSocket socket = new RawSocket(true);
        open(socket, "&command=nosuch", "v5.channel.k8s.io");

        assertThat(new String(socket.next(), UTF_8))
                .startsWith("\u0003{")
                .contains("\"code\":500", "\"message\":\"exec: \\\"nosuch\\\": not found\"");
        assertThat(socket.closed.get(30, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
    }

    @Test
    void there_is_room_for_so_many_sessions_and_again_when_one_has_ended() throws Exception {
        List<WebSocket> clients = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            clients.add(open(new RawSocket(true), "&command=say", "v5.channel.k8s.io"));
        }
        assertThat(http.upgrade(POD + "&command=say", http.token, "v5.channel.k8s.io"))
                .isEqualTo(429);
        clients.get(0).abort();
        await().atMost(PATIENCE)
                .until(() -> http.upgrade(POD + "&command=say", http.token, "v5.channel.k8s.io") == 101);
        clients.forEach(WebSocket::abort);
    }

    @Test
    void protocols_that_nobody_here_speaks_are_refused() {
        String path = POD + "&command=say";
        assertThat(http.upgrade(path, http.token)).isEqualTo(400);
        assertThat(http.upgrade(path, http.token, "channel.k8s.io", "v3.channel.k8s.io"))
                .isEqualTo(400);
        assertThat(http.upgrade(path, "wrong", "v5.channel.k8s.io")).isEqualTo(401);
        assertThat(http.get(path).body()).contains("\"code\":400", "Upgrade request required");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_request_that_makes_no_sense_is_refused_as_such(boolean get) {
        assertRefused(get, "box/exec?command=a", 400, "you must specify at least 1 of stdin, stdout, stderr");
        assertRefused(get, "box/exec?stdout=1", 400, "you must specify a command");
        assertRefused(get, "box/exec?stdout=1&command=a&container=x", 400, "container x is not valid for pod box");
        assertRefused(get, "stopped/exec?stdout=1&command=a", 400, "container not found (\\\"main\\\")");
        assertRefused(get, "nosuch/exec?stdout=1&command=a", 404, "pods \\\"nosuch\\\" not found");
    }

    private void assertRefused(boolean get, String what, int code, String message) {
        String path = "/api/v1/namespaces/default/pods/" + what;
        var answer = get ? http.get(path) : http.post(path, "", "Content-Type", "application/json");
        assertThat(answer.statusCode()).isEqualTo(code);
        assertThat(answer.body()).contains(message);
        assertThat(http.upgrade(path, http.token, "v5.channel.k8s.io")).isEqualTo(code);
    }

    private static void send(WebSocket client, int channel, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        ByteBuffer message = ByteBuffer.allocate(bytes.length + 1);
        message.put((byte) channel).put(bytes).flip();
        client.sendBinary(message, true).join();
    }
}
