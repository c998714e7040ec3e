package io.etlbed.junit.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.etlbed.junit.faults.Call.TargetNode;
import io.etlbed.junit.faults.Upstream.Peer;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a station passes on, byte for byte, and what each kind of fault makes of it. */
class RelayTest {

    private static final String GET = "GET /a?x=1 HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String PUT = "PUT /a HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n0123456789";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabcdefghij";

    private final RuleBook rules = new RuleBook();
    private final Relays relays = new Relays(rules);
    private Upstream server;
    private Station station;

    @BeforeEach
    void open() throws IOException {
        server = new Upstream();
        station = Station.open(new TargetNode("t1"), 0, relays, server::connect);
    }

    @AfterEach
    void close() throws IOException {
        rules.reset();
        station.close();
        relays.close();
        server.close();
    }

    private Peer client() throws IOException {
        return new Peer(
                new Socket(station.address().getAddress(), station.address().getPort()));
    }

    /** The next connection of the server, when a request has come over it. */
    private Peer asked() throws Exception {
        Peer to = server.next();
        to.read("\r\n\r\n");
        return to;
    }

    private FaultRule fault() {
        return rules.at(Place.target("t1"));
    }

    // ---- without a fault

    @Test
    void requests_and_answers_pass_one_after_another_on_one_connection() throws Exception {
        try (Peer client = client()) {
            client.send(GET);
            Peer to = server.next();
            assertThat(to.read("\r\n\r\n")).isEqualTo(GET);
            to.send(OK);
            assertThat(client.read("abcdefghij")).isEqualTo(OK);
            client.send(PUT);
            assertThat(to.read("0123456789")).isEqualTo(PUT);
            to.send("HTTP/1.1 204 No Content\r\nX: y\r\n\r\n");
            assertThat(client.read("\r\n\r\n")).isEqualTo("HTTP/1.1 204 No Content\r\nX: y\r\n\r\n");
            client.send("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n");
            to.read("\r\n\r\n");
            to.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
            assertThat(client.read("\r\n\r\n")).contains("Content-Length: 10");
        }
        await().until(() -> relays.open() == 0);
    }

    @Test
    void bodies_stream_both_ways_at_once() throws Exception {
        try (Peer client = client()) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n");
            Peer to = server.next();
            to.read("one\r\n");
            to.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nONE\r\n");
            client.read("ONE\r\n");
            client.send("3\r\ntwo\r\n0\r\nT: x\r\n\r\n");
            assertThat(to.read("\r\n\r\n")).isEqualTo("3\r\ntwo\r\n0\r\nT: x\r\n\r\n");
            to.send("0\r\n\r\n");
            assertThat(client.read("0\r\n\r\n")).isEqualTo("0\r\n\r\n");
        }
    }

    @Test
    void a_client_that_asks_first_is_told_by_the_server() throws Exception {
        try (Peer client = client()) {
            client.send("PUT / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
            Peer to = server.next();
            to.read("\r\n\r\n");
            to.send("HTTP/1.1 100 Continue\r\n\r\n");
            client.read("100 Continue\r\n\r\n");
            client.send("body");
            assertThat(to.read("body")).isEqualTo("body");
            to.send(OK);
            assertThat(client.read("abcdefghij")).isEqualTo(OK);
        }
    }

    @Test
    void an_answer_that_comes_before_its_request_has_been_read_arrives() throws Exception {
        try (Peer client = client()) {
            client.send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 50000000\r\n\r\n");
            Peer to = server.next();
            to.read("\r\n\r\n");
            to.send(
                    "HTTP/1.1 307 Temporary Redirect\r\nLocation: /b\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            to.leave();
            assertThat(client.read("\r\n\r\n")).startsWith("HTTP/1.1 307").contains("Location: /b");
        }
    }

    @Test
    void what_is_no_http_any_more_passes_as_it_is() throws Exception {
        try (Peer client = client()) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
            Peer to = server.next();
            to.read("\r\n\r\n");
            to.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\nfrom the server");
            client.read("from the server");
            client.send("from the client");
            assertThat(to.read("from the client")).isEqualTo("from the client");
            to.leave();
            assertThat(client.readAll()).isEmpty();
        }
    }

    @Test
    void either_side_sees_the_others_end() throws Exception {
        try (Peer client = client()) {
            client.send(GET);
            Peer to = server.next();
            to.read("\r\n\r\n");
            to.send("HTTP/1.1 200 OK\r\n\r\nto the end");
            to.leave();
            assertThat(client.readAll()).endsWith("to the end");
        }
        try (Peer client = client()) {
            client.send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf");
            Peer to = server.next();
            to.read("half");
            client.leave();
            assertThatThrownBy(() -> to.read("never")).isInstanceOf(IOException.class);
        }
        try (Peer client = client()) {
            client.send(GET);
            Peer to = server.next();
            to.read("\r\n\r\n");
            to.socket.setSoLinger(true, 0);
            to.leave();
            assertThatThrownBy(client::readAll).as("a reset").isInstanceOf(IOException.class);
        }
        station.move(() -> {
            throw new IOException("refused");
        });
        try (Peer client = client()) {
            assertThatThrownBy(() -> client.send(GET).read("never")).isInstanceOf(IOException.class);
        }
        await().until(() -> relays.open() == 0);
    }

    // ---- before the side effect: the server is not asked, or asked otherwise

    @Test
    void a_status_before_the_effect_is_answered_in_the_place_of_the_server() throws Exception {
        fault().status(503, "no");
        try (Peer client = client()) {
            Peer to = server.next();
            assertThat(client.send(PUT).readAll()).startsWith("HTTP/1.1 503 ").endsWith("\r\n\r\nno");
            client.leave();
            assertThat(to.readAll()).isEmpty();
        }
    }

    @Test
    void a_reset_before_the_effect_is_all_that_happens() throws Exception {
        fault().reset();
        try (Peer client = client()) {
            Peer to = server.next();
            assertThatThrownBy(() -> client.send(GET).read("never")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> to.read("GET")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_truncated_or_corrupt_request_reaches_the_server_so() throws Exception {
        Fault cut = fault().beforeEffect().truncate(4);
        try (Peer client = client()) {
            Peer to = server.next();
            client.send(PUT);
            assertThat(to.readAll()).endsWith("\r\n\r\n0123");
            to.leave();
            assertThat(client.readAll()).isEmpty();
        }
        cut.remove();
        fault().beforeEffect().corrupt(1, 4);
        try (Peer client = client()) {
            Peer to = server.next();
            client.send(PUT);
            assertThat(to.read("678")).endsWith("\r\n\r\n002344678");
            to.read("8");
            to.send(OK);
            assertThat(client.read("abcdefghij")).isEqualTo(OK);
        }
    }

    @Test
    void a_request_is_passed_on_after_its_delay() throws Exception {
        fault().delay(Duration.ofMillis(300));
        try (Peer client = client()) {
            long began = System.nanoTime();
            client.send(GET);
            Peer to = server.next();
            to.read("\r\n\r\n");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            to.send(OK);
            client.read("abcdefghij");
        }
    }

    @Test
    void a_stall_before_the_effect_lasts_until_the_client_leaves_or_the_faults_are_reset() throws Exception {
        Fault stall = fault().stall();
        try (Peer impatient = client();
                Peer patient = client()) {
            impatient.send(GET);
            patient.send(GET);
            await().until(() -> rules.state().acting() == 2);
            assertThat(stall.hits()).isEqualTo(2);
            impatient.leave();
            await().until(() -> rules.state().acting() == 1);
            rules.reset();
            assertThat(rules.state().none()).isTrue();
            assertThatThrownBy(() -> patient.read("never")).isInstanceOf(IOException.class);
        }
        await().until(() -> relays.open() == 0);
    }

    // ---- after it: the server has done what it was asked

    @Test
    void a_status_after_the_effect_takes_the_place_of_the_answer() throws Exception {
        fault().afterEffect().status(500, "lost");
        try (Peer client = client()) {
            client.send(PUT);
            Peer to = server.next();
            assertThat(to.read("0123456789")).isEqualTo(PUT);
            to.send(OK);
            assertThat(client.readAll())
                    .startsWith("HTTP/1.1 500 ")
                    .endsWith("lost")
                    .doesNotContain("abc");
        }
    }

    @Test
    void a_reset_after_the_effect_takes_the_answer_away() throws Exception {
        fault().afterEffect().reset();
        try (Peer client = client()) {
            client.send(PUT);
            Peer to = server.next();
            to.read("0123456789");
            to.send(OK);
            assertThatThrownBy(() -> client.read("never")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void an_answer_is_cut_off_in_good_order() throws Exception {
        fault().truncate(4);
        try (Peer client = client()) {
            client.send(GET);
            asked().send(OK);
            assertThat(client.readAll()).endsWith("Content-Length: 10\r\n\r\nabcd");
        }
        try (Peer client = client()) {
            client.send(GET);
            asked().send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nabcdef\r\n0\r\n\r\n");
            assertThat(client.readAll()).endsWith("\r\n\r\n4\r\nabcd\r\n");
        }
    }

    @Test
    void an_answer_is_corrupted_where_the_rule_says_and_nowhere_else() throws Exception {
        fault().corrupt(2, 5);
        try (Peer client = client()) {
            client.send(GET);
            asked().send(OK);
            assertThat(client.read("j").replace("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n", ""))
                    .as("c and h are others")
                    .isEqualTo("abbdefgiij");
        }
    }

    @Test
    void a_delayed_and_a_stalled_answer_are_ended_by_a_reset_of_the_faults() throws Exception {
        fault().nth(1).afterEffect().delay(Duration.ofMinutes(5));
        fault().afterEffect().stall();
        try (Peer delayed = client()) {
            delayed.send(GET);
            asked().send(OK);
            await().until(() -> rules.state().acting() == 1);
            try (Peer stalled = client()) {
                stalled.send(GET);
                asked().send(OK);
                await().until(() -> rules.state().acting() == 2);
                rules.reset();
                assertThat(rules.state().none()).isTrue();
                assertThat(delayed.read("abcdefghij")).isEqualTo(OK);
                assertThatThrownBy(() -> stalled.read("HTTP")).isInstanceOf(IOException.class);
            }
        }
        await().until(() -> relays.open() == 0);
    }

    @Test
    void a_long_body_that_is_being_corrupted_is_left_alone_from_a_reset_on() throws Exception {
        fault().corrupt(0, 1);
        try (Peer client = client()) {
            client.send(GET);
            Peer to = asked();
            to.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabcde");
            assertThat(client.read("d")).endsWith("`cbed");
            rules.reset();
            to.send("fghij");
            assertThat(client.read("j")).isEqualTo("fghij");
        }
    }
}
