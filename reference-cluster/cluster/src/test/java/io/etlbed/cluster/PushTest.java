package io.etlbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.cluster.data.ServerLimits;
import io.etlbed.cluster.etl.Communicator;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushTest {

    @TempDir
    static Path folder;

    private static PushCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = new PushCluster(folder, PushCluster.impatient());
        cluster.put("small", "hello".getBytes(StandardCharsets.UTF_8));
        cluster.put("empty", new byte[0]);
        cluster.put("big", Web.bytes(8 << 20, 3));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void theObjectIsTheBodyOfAPostAndTheAnswerComesBack() throws Exception {
        try (TestPod pod =
                new TestPod(call -> call.ok((new String(call.readBody(), StandardCharsets.UTF_8) + " " + call.headers())
                        .getBytes(StandardCharsets.UTF_8)))) {
            Communicator.HPush etl = cluster.register("etl-post", pod.port());
            String answer = Web.text(cluster.transform("small", "etl-post"));
            assertThat(answer)
                    .startsWith("hello [POST / HTTP/1.1")
                    .contains("Content-Type: application/octet-stream")
                    .contains("Content-Length: 5")
                    .contains("Host: 127.0.0.1:" + pod.port());
            assertThat(etl.traffic().objects()).isEqualTo(1);
            assertThat(etl.traffic().bytesIn()).isEqualTo(5);
            assertThat(etl.traffic().bytesOut()).isEqualTo(answer.length());
        }
    }

    @Test
    void laterClientsNameTheEtlByAnotherParameter() throws Exception {
        try (TestPod pod = new TestPod(call -> call.ok(call.readBody()))) {
            cluster.register("etl-name", pod.port());
            assertThat(Web.text(cluster.web().get("/v1/objects/abc/small?etl_name=etl-name")))
                    .isEqualTo("hello");
        }
    }

    @Test
    void theNewerAistoresContainersAreToldTheObjectAndWhatTheClientTellsThem() throws Exception {
        cluster.put("d%20/%C3%BC%2Bo", "hello".getBytes(StandardCharsets.UTF_8));
        try (TestPod pod = new TestPod(call -> {
            call.skipBody();
            return call.ok((call.method() + " " + call.path()).getBytes(StandardCharsets.UTF_8));
        })) {
            Communicator.HPush named = cluster.register("etl-named", pod.port());
            cluster.register("etl-named", new Communicator.HPush(named.pod(), true, named.verb(), named.traffic()));
            assertThat(
                            Web.text(
                                    cluster.web()
                                            .get(
                                                    "/v1/objects/abc/d%20/%C3%BC%2Bo?etl_name=etl-named&etl_pipeline=&etl_args=a%3Db%26c")))
                    .isEqualTo("POST /abc/d%20/%C3%BC+o?etl_args=a%3Db%26c");
            assertThat(cluster.web()
                            .get("/v1/objects/abc/small?etl_name=etl-named&etl_pipeline=etl-two")
                            .statusCode())
                    .isEqualTo(501);
        }
    }

    @Test
    void connectionsArePooled() throws Exception {
        try (TestPod pod = new TestPod(call -> call.ok(call.readBody()))) {
            cluster.register("etl-pool", pod.port());
            for (int i = 0; i < 20; i++) {
                assertThat(cluster.transform("small", "etl-pool").statusCode()).isEqualTo(200);
            }
            assertThat(pod.seen()).hasSize(20);
            assertThat(pod.connections()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void emptyObjectsAndEmptyAnswersPass() throws Exception {
        try (TestPod pod = new TestPod(call -> call.ok(call.readBody()))) {
            cluster.register("etl-empty", pod.port());
            HttpResponse<byte[]> answer = cluster.transform("empty", "etl-empty");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void anAnswerWithoutALengthIsChunked() throws Exception {
        try (TestPod pod = new TestPod(call -> {
            call.skipBody();
            call.text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n");
            return true;
        })) {
            cluster.register("etl-chunked", pod.port());
            HttpResponse<byte[]> answer = cluster.transform("big", "etl-chunked");
            assertThat(Web.text(answer)).isEqualTo("abcdefg");
            assertThat(answer.headers().firstValue("content-length")).isEmpty();
        }
    }

    @Test
    void aServerThatKnowsOnlyPutIsAskedByPutFromThenOn() throws Exception {
        try (TestPod pod = new TestPod(call -> {
            call.skipBody();
            if (call.method().equals("PUT")) {
                return call.ok("done".getBytes(StandardCharsets.UTF_8));
            }
            call.head("405 Method Not Allowed", 0);
            return true;
        })) {
            cluster.register("etl-put", pod.port());
            assertThat(Web.text(cluster.transform("small", "etl-put"))).isEqualTo("done");
            assertThat(Web.text(cluster.transform("small", "etl-put"))).isEqualTo("done");
            assertThat(pod.seen()).containsExactly("POST /", "PUT /", "PUT /");
        }
    }

    @Test
    void aServerThatRefusesPostBeforeItHasReadALargeBodyIsAskedByPut() throws Exception {
        byte[] large = Web.bytes(64 << 20, 7);
        cluster.put("large", large);
        try (TestPod pod = new TestPod(call -> {
            if (call.method().equals("PUT")) {
                return call.ok(call.readBody());
            }
            call.text("HTTP/1.1 501 Unsupported method ('POST')\r\nConnection: close\r\nContent-Length: 4\r\n\r\nnope");
            return false;
        })) {
            cluster.register("etl-early", pod.port());
            assertThat(cluster.transform("large", "etl-early").body()).isEqualTo(large);
            assertThat(pod.seen()).containsExactly("POST /", "PUT /");
        }
    }

    @Test
    void theClientHasTheFirstByteWhileTheObjectIsStillBeingSent() throws Exception {
        AtomicBoolean clientHasFirst = new AtomicBoolean();
        try (TestPod pod = new TestPod(call -> {
            call.text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n");
            call.out().write(call.body().read());
            call.text("\r\n");
            synchronized (clientHasFirst) {
                while (!clientHasFirst.get()) {
                    clientHasFirst.wait();
                }
            }
            call.body().skipNBytes(call.length() - 1);
            call.text("3\r\nend\r\n0\r\n\r\n");
            return true;
        })) {
            cluster.register("etl-early-byte", pod.port());
            URI target = cluster.cluster().targets().get(0);
            try (InputStream in = URI.create(target + "/v1/objects/abc/big?uuid=etl-early-byte")
                    .toURL()
                    .openStream()) {
                assertThat(in.read()).isNotNegative();
                synchronized (clientHasFirst) {
                    clientHasFirst.set(true);
                    clientHasFirst.notifyAll();
                }
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("end");
            }
        }
    }

    @Test
    void aConnectionThatThePodHasClosedMeanwhileIsReplaced() throws Exception {
        try (TestPod pod = new TestPod(call -> call.ok(call.readBody()))) {
            cluster.register("etl-stale", pod.port());
            for (int i = 0; i < 5; i++) {
                assertThat(Web.text(cluster.transform("small", "etl-stale"))).isEqualTo("hello");
                pod.dropConnections();
            }
        }
    }

    @Test
    void aPodThatClosesAfterEachAnswerServes() throws Exception {
        try (TestPod pod = new TestPod(call -> {
            call.ok(call.readBody());
            return false;
        })) {
            cluster.register("etl-closes", pod.port());
            for (int i = 0; i < 20; i++) {
                assertThat(Web.text(cluster.transform("small", "etl-closes"))).isEqualTo("hello");
            }
        }
    }

    @Test
    void anAnswerThatDoesNotWaitForTheBodyIsWhole() throws Exception {
        try (TestPod pod = new TestPod(call -> {
            call.ok("short".getBytes(StandardCharsets.UTF_8));
            return false;
        })) {
            cluster.register("etl-short", pod.port());
            for (int i = 0; i < 5; i++) {
                assertThat(Web.text(cluster.transform("big", "etl-short"))).isEqualTo("short");
            }
        }
    }

    @Test
    void requestsToAPodOverlap() throws Exception {
        int parallel = 20;
        CyclicBarrier together = new CyclicBarrier(parallel);
        try (TestPod pod = new TestPod(call -> {
            byte[] body = call.readBody();
            together.await();
            return call.ok(body);
        })) {
            cluster.register("etl-parallel", pod.port());
            assertThat(atOnce(cluster, parallel, "etl-parallel")).allMatch("hello"::equals);
        }
    }

    @Test
    void moreRequestsThanAPodHasConnectionsWaitTheirTurn(@TempDir Path place) throws Exception {
        ServerLimits limits = PushCluster.impatient().withPodConnections(4);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (PushCluster few = new PushCluster(place, limits);
                TestPod pod = new TestPod(call -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    byte[] body = call.readBody();
                    now.decrementAndGet();
                    return call.ok(body);
                })) {
            few.put("small", "hello".getBytes(StandardCharsets.UTF_8));
            few.register("etl-few", pod.port());
            assertThat(atOnce(few, 40, "etl-few")).allMatch("hello"::equals);
            assertThat(most.get()).isLessThanOrEqualTo(4);
            assertThat(pod.connections()).isLessThanOrEqualTo(4);
        }
    }

    private static List<String> atOnce(PushCluster where, int parallel, String etl) throws Exception {
        Callable<String> call = () -> Web.text(where.web().get("/v1/objects/abc/small?uuid=" + etl));
        ExecutorService threads = Executors.newFixedThreadPool(parallel);
        try {
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : threads.invokeAll(Collections.nCopies(parallel, call))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anUnknownEtlIsA404ThatNamesIt() throws Exception {
        HttpResponse<byte[]> answer = cluster.transform("small", "etl-unknown");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(Web.text(answer)).contains("ETL \\\"etl-unknown\\\" does not exist", "/v1/etl/etl-unknown/start");
        assertThat(cluster.transform("none", "etl-unknown").statusCode()).isEqualTo(404);
    }
}
