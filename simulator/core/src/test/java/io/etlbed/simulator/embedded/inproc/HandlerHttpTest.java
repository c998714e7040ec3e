package io.etlbed.simulator.embedded.inproc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What goes over the wire between a client and a handler. */
class HandlerHttpTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String LAST = "GET /last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    @Test
    void a_request_is_handed_on_as_it_was_sent() throws Exception {
        try (PodOfHandler pod = PodOfHandler.serving((request, answer) -> answer.header("X-Seen", "yes")
                .send(
                        201,
                        request.method() + " " + request.target() + " "
                                + request.header("x-odd").orElse("-") + " "
                                + request.headers().get("X-TWICE") + " " + request.length() + " "
                                + new String(request.body().readAllBytes(), StandardCharsets.UTF_8)))) {
            String answer = pod.ask(
                    "PATCH /a%2Fb//c?x=%25&y=| HTTP/1.1\r\nHost: x\r\nX-Odd:  v \r\nx-twice: 1\r\nX-Twice: 2\r\n"
                            + "Connection: close\r\nContent-Length: 4\r\n\r\nbody");
            assertThat(answer)
                    .startsWith("HTTP/1.1 201 Created\r\n")
                    .contains("\r\nX-Seen: yes\r\n", "\r\nContent-Length: ", "\r\nConnection: close\r\n")
                    .endsWith("\r\n\r\nPATCH /a%2Fb//c?x=%25&y=| v [1, 2] OptionalLong[4] body");
        }
    }

    @Test
    void requests_follow_one_another_on_a_connection_with_bodies_of_both_framings() throws Exception {
        AtomicInteger count = new AtomicInteger();
        try (PodOfHandler pod = PodOfHandler.serving((request, answer) -> {
            byte[] body = request.body().readAllBytes();
            try (OutputStream out = answer.begin(200)) {
                out.write((count.incrementAndGet() + ":" + new String(body, StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8));
            }
        })) {
            String answer = pod.ask(
                    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3;note=x\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: t\r\n\r\n"
                            + "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nfg" + LAST);
            assertThat(answer).contains("\r\n7\r\n1:abcde\r\n0\r\n\r\n", "\r\n4\r\n2:fg\r\n0\r\n\r\n");
            assertThat(answer).endsWith("\r\n2\r\n3:\r\n0\r\n\r\n");
        }
    }

    @Test
    void an_answer_begins_while_its_request_still_comes_in() throws Exception {
        try (PodOfHandler pod = PodOfHandler.serving((request, answer) -> {
                    InputStream in = request.body();
                    OutputStream out = answer.begin(200);
                    byte[] buffer = new byte[1024];
                    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                        out.write(buffer, 0, count);
                    }
                });
                SocketChannel channel = pod.connect()) {
            PodOfHandler.send(channel, "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n");
            assertThat(PodOfHandler.read(channel, "one\r\n")).startsWith("HTTP/1.1 200 OK\r\n");
            PodOfHandler.send(channel, "3\r\ntwo\r\n");
            assertThat(PodOfHandler.read(channel, "two\r\n")).isEqualTo("3\r\ntwo\r\n");
            PodOfHandler.send(channel, "0\r\n\r\n");
            assertThat(PodOfHandler.read(channel, "0\r\n\r\n")).isEqualTo("0\r\n\r\n");
        }
    }

    @Test
    void a_client_that_asks_first_is_told_to_go_on_when_its_body_is_wanted() throws Exception {
        try (PodOfHandler pod = PodOfHandler.serving((request, answer) -> {
                    if (request.target().equals("/no")) {
                        answer.send(403, "no");
                    } else {
                        answer.send(200, request.body().readAllBytes());
                    }
                });
                SocketChannel channel = pod.connect()) {
            String head = " HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n";
            PodOfHandler.send(channel, "PUT /yes" + head);
            assertThat(PodOfHandler.read(channel, "\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            PodOfHandler.send(channel, "body");
            assertThat(PodOfHandler.read(channel, "body")).startsWith("HTTP/1.1 200 OK");
            PodOfHandler.send(channel, "PUT /no" + head);
            assertThat(PodOfHandler.readAll(channel)).startsWith("HTTP/1.1 403 Forbidden\r\n");
        }
    }

    @Test
    void what_a_handler_leaves_unread_is_no_part_of_the_next_request() throws Exception {
        try (PodOfHandler pod = PodOfHandler.serving((request, answer) -> answer.send(200, request.target()))) {
            String answer = pod.ask(
                    "POST /first HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n" + "x".repeat(300_000) + LAST);
            assertThat(answer).contains("\r\n\r\n/first").endsWith("\r\n\r\n/last");
        }
    }

    @Test
    void the_answer_to_an_upload_that_is_refused_arrives_though_nobody_reads_the_rest() throws Exception {
        try (PodOfHandler pod = PodOfHandler.serving((request, answer) -> answer.send(413, "too much"));
                SocketChannel channel = pod.connect()) {
            PodOfHandler.send(
                    channel, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n" + "x".repeat(3_000_000));
            assertThat(PodOfHandler.readAll(channel)).endsWith("too much");
        }
    }

    @Test
    void an_answer_that_is_hung_up_ends_without_its_end_and_one_that_is_reset_breaks() throws Exception {
        try (PodOfHandler pod = PodOfHandler.serving((request, answer) -> {
            if (!request.target().contains("nothing")) {
                answer.begin(200, 10).write(new byte[] {'h', 'a', 'l', 'f'});
            }
            if (request.target().contains("reset")) {
                answer.reset();
            } else {
                answer.hangUp();
            }
        })) {
            String close = " HTTP/1.1\r\nHost: x\r\n\r\n";
            assertThat(pod.ask("GET /" + close)).contains("Content-Length: 10").endsWith("\r\n\r\nhalf");
            assertThat(pod.ask("GET /nothing" + close)).isEmpty();
            assertThatThrownBy(() -> pod.ask("GET /reset" + close)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> pod.ask("GET /nothing/reset" + close)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_handler_that_fails_is_a_500_before_its_answer_and_a_reset_in_the_middle_of_it() throws Exception {
        try (PodOfHandler pod = PodOfHandler.serving((request, answer) -> {
            if (request.target().equals("/late")) {
                answer.begin(200).write('x');
            }
            throw new IllegalStateException("a fault of the handler");
        })) {
            assertThat(pod.ask(GET)).startsWith("HTTP/1.1 500 ").contains("a fault of the handler");
            assertThatThrownBy(() -> pod.ask("GET /late HTTP/1.1\r\nHost: x\r\n\r\n"))
                    .isInstanceOf(IOException.class);
            assertThat(pod.log())
                    .contains("java.lang.IllegalStateException: a fault of the handler\n", "\tat ")
                    .doesNotContain("\tat \n");
            assertThat(pod.container.exit()).as("the container goes on").isNotDone();
        }
    }

    @Test
    void no_answer_is_a_500_and_a_short_one_breaks_off() throws Exception {
        try (PodOfHandler pod = PodOfHandler.serving((request, answer) -> {
            if (request.target().equals("/short")) {
                answer.begin(200, 5).write('x');
            }
        })) {
            assertThat(pod.ask(LAST)).startsWith("HTTP/1.1 500 ").endsWith("the handler gave no answer\n");
            assertThat(pod.ask("GET /short HTTP/1.1\r\nHost: x\r\n\r\n")).endsWith("\r\n\r\nx");
        }
    }

    @Test
    void answers_without_a_body_have_none() throws Exception {
        try (PodOfHandler pod = PodOfHandler.serving((request, answer) -> {
            int status = request.target().equals("/none") ? 204 : 200;
            answer.send(status, status == 204 ? new byte[0] : new byte[] {'b', 'o', 'd', 'y'});
        })) {
            String answer = pod.ask(
                    "HEAD / HTTP/1.1\r\nHost: x\r\n\r\nGET /none HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nHTTP/1.1 204 No Content\r\n");
            assertThat(answer).endsWith("Connection: close\r\n\r\n").doesNotContain("body");
        }
    }

    @Test
    void clients_of_http_1_0_read_to_the_end_of_the_connection() throws Exception {
        try (PodOfHandler pod = PodOfHandler.serving(
                (request, answer) -> answer.begin(200).write("text".getBytes(StandardCharsets.UTF_8)))) {
            assertThat(pod.ask("GET / HTTP/1.0\r\n\r\n")).isEqualTo("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\ntext");
        }
    }

    @Test
    void what_is_no_http_is_refused() throws Exception {
        try (PodOfHandler pod = PodOfHandler.serving(
                (request, answer) -> answer.send(200, request.body().readAllBytes()))) {
            assertThat(pod.ask("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400 ");
            assertThat(pod.ask("GET / HTTP/2.0\r\n\r\n")).startsWith("HTTP/1.1 505 ");
            assertThat(pod.ask("GET / HTTP/1.1\r\nno header\r\n\r\n")).startsWith("HTTP/1.1 400 ");
            assertThat(pod.ask("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
            assertThat(pod.ask("POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n"))
                    .startsWith("HTTP/1.1 501 ");
            assertThat(pod.ask("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"))
                    .startsWith("HTTP/1.1 400 ");
            assertThat(pod.ask("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n"))
                    .startsWith("HTTP/1.1 400 ");
            assertThat(pod.ask("GET / HTTP/1.1\r\nX: " + "x".repeat(70_000) + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 431 ");
            assertThat(pod.log()).isEmpty();
        }
    }

    @Test
    void headers_that_would_break_the_answer_are_the_handlers_fault() throws Exception {
        try (PodOfHandler pod = PodOfHandler.serving((request, answer) -> {
            assertThatThrownBy(() -> answer.header("X", "a\r\nY: b")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> answer.header("Content-Length", "1")).isInstanceOf(IllegalArgumentException.class);
            answer.send(200, "fine");
            assertThatThrownBy(() -> answer.send(200, "twice")).isInstanceOf(IllegalStateException.class);
        })) {
            assertThat(pod.ask(LAST)).endsWith("\r\n\r\nfine");
        }
    }

    @Test
    void many_requests_are_answered_at_once() throws Exception {
        int parallel = 32;
        CountDownLatch all = new CountDownLatch(parallel);
        try (PodOfHandler pod = PodOfHandler.serving((request, answer) -> {
            all.countDown();
            if (!all.await(PodOfHandler.PATIENCE, TimeUnit.SECONDS)) {
                throw new IllegalStateException("requests wait for one another");
            }
            answer.send(200, "ok");
        })) {
            ExecutorService clients = Executors.newFixedThreadPool(parallel);
            try {
                List<Future<Integer>> answers = new ArrayList<>();
                for (int each = 0; each < parallel; each++) {
                    answers.add(clients.submit(() -> {
                        int good = 0;
                        try (SocketChannel channel = pod.connect()) {
                            for (int request = 0; request < 100; request++) {
                                PodOfHandler.send(channel, GET);
                                good += PodOfHandler.read(channel, "\r\n\r\nok").startsWith("HTTP/1.1 200") ? 1 : 0;
                            }
                        }
                        return good;
                    }));
                }
                for (Future<Integer> answer : answers) {
                    assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(100);
                }
            } finally {
                clients.shutdownNow();
            }
        }
    }
}
