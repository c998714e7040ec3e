package io.etlbed.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.etlbed.cluster.data.ServerLimits;
import io.etlbed.cluster.etl.Communicator;
import io.etlbed.cluster.etl.PodAddress;
import io.etlbed.cluster.etl.PushVerb;
import io.etlbed.cluster.etl.Traffic;
import io.netty.buffer.PooledByteBufAllocator;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Proxies that pass objects on, where they would redirect clients: for clients that do not follow, or cannot. */
@Timeout(120)
class ServingProxyTest {

    private static final int BIG = 32 << 20;
    private static final long HELD = 12L << 20;
    private static final String OBJECTS = "/v1/objects/b/";

    @TempDir
    Path folder;

    private ReferenceCluster cluster;
    private Web web;

    @BeforeEach
    void start() throws Exception {
        open(ServerLimits.standard(), 2);
    }

    private void open(ServerLimits limits, int targets) throws Exception {
        cluster = ReferenceCluster.start(ReferenceClusterConfig.of(folder.resolve(targets + "-targets"), 1, targets)
                .withLimits(limits)
                .withServingThroughProxy(true));
        web = new Web(cluster.url());
        web.createBucket("b");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private HttpResponse<byte[]> call(String method, String object, byte[] body, String... headers) throws Exception {
        return web.stay(method, OBJECTS + object, body, headers);
    }

    private HttpResponse<byte[]> get(String object, String... headers) throws Exception {
        return call("GET", object, new byte[0], headers);
    }

    private void put(String object, byte[] content) throws Exception {
        HttpResponse<byte[]> answer = call("PUT", object, content);
        assertThat(answer.statusCode()).as(Web.text(answer)).isEqualTo(200);
    }

    private int unfinishedUploads() {
        return cluster.targetIds().stream()
                .mapToInt(id -> cluster.targetIds().indexOf(id) + 1)
                .map(number -> Objects.requireNonNull(folder.resolve("2-targets/t" + number + "/work")
                                .toFile()
                                .list())
                        .length)
                .sum();
    }

    @Test
    void every_call_of_an_object_is_answered_at_the_proxy_as_its_target_answers_it() throws Exception {
        byte[] content = Web.bytes(3_000_003, 1);
        for (String name : List.of("plain", "a/b%20c", "%C3%BC%3Fx%25", "one+one")) {
            put(name, content);
            assertThat(get(name).body()).isEqualTo(content);
            HttpResponse<byte[]> part = get(name, "Range", "bytes=1000000-1999999");
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.headers().firstValue("Content-Range")).contains("bytes 1000000-1999999/3000003");
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(content, 1_000_000, 2_000_000));
            HttpResponse<byte[]> head = call("HEAD", name, new byte[0]);
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.headers().firstValue("Content-Length")).contains("3000003");
            assertThat(head.headers().firstValue("Ais-Checksum-Type")).contains("xxhash");
            assertThat(call(
                                    "PATCH",
                                    name + "?provider=ais",
                                    "{\"action\":\"\",\"name\":\"\",\"value\":{\"licence\":\"MIT\"}}".getBytes(UTF_8))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(get(name).headers().allValues("Ais-Custom-Md")).containsExactly("licence=MIT");
            assertThat(call("DELETE", name, new byte[0]).statusCode()).isEqualTo(200);
            HttpResponse<byte[]> gone = get(name);
            assertThat(gone.statusCode()).isEqualTo(404);
            assertThat(Web.text(gone)).contains("does not exist").contains("\"status\":404");
            assertThat(call("HEAD", name, new byte[0]).statusCode()).isEqualTo(404);
        }
        put("old", content);
        assertThat(call("POST", "old", "{\"action\":\"rename-obj\",\"name\":\"new\"}".getBytes(UTF_8))
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("new").body()).isEqualTo(content);
        put("empty", new byte[0]);
        assertThat(get("empty").body()).isEmpty();
        assertThat(get("new", "Range", "bytes=9999999-").statusCode()).isEqualTo(416);
        assertThat(web.stay("GET", "/v1/objects/no-bucket/x", new byte[0]).statusCode())
                .isEqualTo(404);
    }

    @Test
    void requests_follow_each_other_on_one_connection_whatever_their_answers_are() throws Exception {
        put("o", "hello".getBytes(UTF_8));
        try (RawClient client = new RawClient(cluster.url())) {
            for (int round = 0; round < 3; round++) {
                client.write("HEAD " + OBJECTS + "o HTTP/1.1\r\nHost: x\r\n\r\n"
                        + "GET " + OBJECTS + "o HTTP/1.1\r\nHost: x\r\n\r\n"
                        + "GET " + OBJECTS + "none HTTP/1.1\r\nHost: x\r\n\r\n"
                        + "DELETE " + OBJECTS + "none HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody"
                        + "PUT " + OBJECTS + "p" + round + " HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nworld"
                        + "GET " + OBJECTS + "p" + round + " HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(client.read(true).status()).isEqualTo(200);
                assertThat(client.read().text()).isEqualTo("hello");
                assertThat(client.read().status()).isEqualTo(404);
                assertThat(client.read().status()).isEqualTo(404);
                assertThat(client.read().status()).isEqualTo(200);
                assertThat(client.read().text()).isEqualTo("world");
            }
        }
    }

    @Test
    void a_body_is_asked_for_when_the_target_wants_it_and_not_when_it_refuses() throws Exception {
        try (RawClient client = new RawClient(cluster.url())) {
            client.write("PUT " + OBJECTS + "asked HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n");
            assertThat(client.read().head()).startsWith("HTTP/1.1 100 ");
            client.write("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(Web.text(get("asked"))).isEqualTo("hello world");
        }
        try (RawClient client = new RawClient(cluster.url())) {
            client.write("PUT " + OBJECTS + "odd?append_type=odd HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                    + "Content-Length: 1000000000\r\n\r\n");
            RawClient.Answer refusal = client.read();
            assertThat(refusal.status()).isEqualTo(400);
            assertThat(refusal.text()).contains("expected append or flush");
            assertThat(refusal.head()).contains("Connection: close");
        }
        HttpResponse<byte[]> damaged = call(
                "PUT",
                "damaged",
                Web.bytes(100_000, 1),
                "ais-checksum-type",
                "xxhash",
                "ais-checksum-value",
                "0123456789abcdef");
        assertThat(damaged.statusCode()).isEqualTo(400);
        assertThat(get("damaged").statusCode()).isEqualTo(404);
    }

    @Test
    void an_old_client_gets_the_whole_and_the_end_of_the_connection() throws Exception {
        put("o", Web.bytes(200_000, 2));
        try (RawClient client = new RawClient(cluster.url())) {
            client.write("GET " + OBJECTS + "o HTTP/1.0\r\n\r\n");
            assertThat(client.read().body()).isEqualTo(Web.bytes(200_000, 2));
            assertThat(client.closed()).isTrue();
        }
    }

    @Test
    void headers_that_concern_one_connection_stay_on_it() throws Exception {
        put("o", "hello".getBytes(UTF_8));
        try (RawClient client = new RawClient(cluster.url())) {
            client.write("GET " + OBJECTS + "o HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, Range\r\n"
                    + "Range: bytes=0-0\r\n\r\n");
            // Range was called a matter of this connection, so that the target has not seen it.
            assertThat(client.read().text()).isEqualTo("hello");
        }
    }

    @Test
    void a_client_that_breaks_off_its_upload_leaves_nothing() throws Exception {
        for (String frame : List.of("Content-Length: 100000", "Transfer-Encoding: chunked")) {
            try (RawClient client = new RawClient(cluster.url())) {
                client.write("PUT " + OBJECTS + "broken HTTP/1.1\r\nHost: x\r\n" + frame + "\r\n\r\n");
                client.write(frame.startsWith("T") ? "5\r\nhello\r\n" : "hello");
                await().until(() -> unfinishedUploads() == 1);
            }
            await().until(() -> unfinishedUploads() == 0);
            assertThat(get("broken").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void a_client_that_takes_nothing_makes_nobody_hold_much() throws Exception {
        put("big", Web.bytes(BIG, 3));
        long before = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
        try (RawClient client = new RawClient(cluster.url())) {
            client.write("GET " + OBJECTS + "big HTTP/1.1\r\nHost: x\r\n\r\n");
            RawClient.Answer head = client.read(true);
            assertThat(head.status()).isEqualTo(200);
            // Nothing shows on this side until something is taken, so time has to pass.
            await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
            assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory() - before)
                    .isLessThan(HELD);
        }
        assertThat(get("big").body()).isEqualTo(Web.bytes(BIG, 3));
    }

    @Test
    void a_target_that_is_gone_is_named_before_the_answer_and_cuts_it_short_amid() throws Exception {
        cluster.close();
        open(ServerLimits.standard(), 1);
        put("big", Web.bytes(BIG, 4));
        try (RawClient client = new RawClient(cluster.url())) {
            client.write("GET " + OBJECTS + "big HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.read(true).head()).contains("Content-Length: " + BIG);
            cluster.target(0).stop();
            assertThat(client.rest()).isLessThan(BIG);
        }
        HttpResponse<byte[]> answer = get("big");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Web.text(answer)).contains("target");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(call("PUT", "new", Web.bytes(10_000, 1)).statusCode()).isEqualTo(503);
        cluster.target(0).start();
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(get("big").body()).isEqualTo(Web.bytes(BIG, 4)));
    }

    @Test
    void objects_that_move_meanwhile_are_found() throws Exception {
        for (int i = 0; i < 60; i++) {
            put("o" + i, Web.bytes(10_000 + i, i));
        }
        cluster.addTarget(Map.of());
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 60; i++) {
                assertThat(get("o" + i).body()).isEqualTo(Web.bytes(10_000 + i, i));
                put("o" + i, Web.bytes(10_000 + i, i));
            }
        }
    }

    @Test
    void transforms_come_from_the_proxy_by_each_mechanism() throws Exception {
        cluster.close();
        open(ServerLimits.standard(), 1);
        byte[] content = Web.bytes(1_000_003, 5);
        put("o", content);
        try (TestPod echo = new TestPod(call -> call.ok(call.readBody()));
                TestPod elsewhere = new TestPod(call -> call.ok(new byte[] {1}));
                TestPod leading = new TestPod(call -> {
                    call.text("HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:" + elsewhere.port()
                            + "/\r\nContent-Length: 2\r\n\r\nno");
                    return true;
                });
                TestPod fetching = new TestPod(call -> call.ok(call.path().getBytes(UTF_8)))) {
            Map<String, Communicator> etls = Map.of(
                    "pushed",
                    new Communicator.HPush(
                            new PodAddress("127.0.0.1", echo.port(), "pod"), false, new PushVerb(), new Traffic()),
                    "pulled",
                    new Communicator.HPull(
                            new PodAddress("127.0.0.1", fetching.port(), "pod"),
                            URI.create("http://192.0.2.1:1"),
                            new Traffic()),
                    "leading",
                    new Communicator.HRev(new PodAddress("127.0.0.1", leading.port(), "pod"), new Traffic()),
                    "dead",
                    new Communicator.HPush(
                            new PodAddress("127.0.0.1", 1, "pod"), false, new PushVerb(), new Traffic()));
            cluster.serve(0, id -> Optional.ofNullable(etls.get(id)));
            assertThat(get("o?uuid=pushed").body()).isEqualTo(content);
            assertThat(Web.text(get("o?uuid=pulled"))).contains("b%2Fo");
            assertThat(get("o?uuid=leading").statusCode()).isEqualTo(400);
            assertThat(elsewhere.seen()).as("where only the container leads").isEmpty();
            HttpResponse<byte[]> failed = get("o?uuid=dead");
            assertThat(failed.statusCode()).isEqualTo(400);
            assertThat(Web.text(failed)).contains("cannot connect to the pod");
        }
    }
}
