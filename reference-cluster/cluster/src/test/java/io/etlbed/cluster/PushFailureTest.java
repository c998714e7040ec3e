package io.etlbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pods that fail, hang or break off (COMM-09). */
class PushFailureTest {

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
    void onceThePodHasTakenAPostItsRefusalIsAnError() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (TestPod pod = new TestPod(call -> {
            call.skipBody();
            if (calls.incrementAndGet() == 1) {
                return call.ok(new byte[1]);
            }
            call.head("404 Not Found", 0);
            return true;
        })) {
            cluster.register("etl-once", pod.port());
            assertThat(cluster.transform("small", "etl-once").statusCode()).isEqualTo(200);
            HttpResponse<byte[]> second = cluster.transform("small", "etl-once");
            assertThat(second.statusCode()).isEqualTo(400);
            assertThat(Web.text(second)).contains("the pod answered 404 to POST");
        }
    }

    @Test
    void aPodThatFailsBeforeItsFirstByteIsA400ThatNamesEtlAndPod() throws Exception {
        List<TestPod.Behaviour> failures = List.of(
                call -> false,
                call -> {
                    call.skipBody();
                    return false;
                },
                call -> {
                    call.skipBody();
                    call.head("200 OK", 100);
                    return false;
                },
                call -> {
                    call.skipBody();
                    call.text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    return false;
                },
                call -> {
                    call.skipBody();
                    call.text("this is not HTTP\r\n\r\n");
                    return false;
                });
        for (TestPod.Behaviour failure : failures) {
            try (TestPod pod = new TestPod(failure)) {
                cluster.register("etl-fails", pod.port());
                HttpResponse<byte[]> answer = cluster.transform("big", "etl-fails");
                assertThat(answer.statusCode()).isEqualTo(400);
                assertThat(Web.text(answer))
                        .contains("\"status\":400")
                        .contains("uuid=\\\"etl-fails\\\"")
                        .contains("pod=\\\"etl-fails-pod\\\"");
            }
        }
    }

    @Test
    void whatThePodSaysOfItsErrorIsPassedOn() throws Exception {
        try (TestPod pod = new TestPod(call -> {
            call.skipBody();
            byte[] text = "ValueError: no such picture".getBytes(StandardCharsets.UTF_8);
            call.head("500 Internal Server Error", text.length);
            call.out().write(text);
            return true;
        })) {
            cluster.register("etl-error", pod.port());
            HttpResponse<byte[]> answer = cluster.transform("big", "etl-error");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(Web.text(answer)).contains("500").contains("ValueError: no such picture");
        }
    }

    @Test
    void anAnswerThatBreaksOffIsNeverTakenForAWholeOne() throws Exception {
        for (String head : List.of("Content-Length: 1000", "Transfer-Encoding: chunked")) {
            try (TestPod pod = new TestPod(call -> {
                call.skipBody();
                call.text("HTTP/1.1 200 OK\r\n" + head + "\r\n\r\n"
                        + (head.startsWith("T") ? "5\r\nhello\r\n" : "hello"));
                return false;
            })) {
                cluster.register("etl-broken", pod.port());
                assertThatThrownBy(() -> cluster.transform("big", "etl-broken")).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void aBrokenAnswerReachesAClientOfHttp10AsAReset() throws Exception {
        try (TestPod pod = new TestPod(call -> {
            call.skipBody();
            call.text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
            return false;
        })) {
            cluster.register("etl-old", pod.port());
            URI target = cluster.cluster().targets().get(0);
            try (Socket socket = new Socket(target.getHost(), target.getPort())) {
                OutputStream out = socket.getOutputStream();
                out.write("GET /v1/objects/abc/big?uuid=etl-old HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThatThrownBy(() -> socket.getInputStream().readAllBytes()).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void aPodThatHangsIsGivenUp() throws Exception {
        try (TestPod pod = new TestPod(call -> {
            call.skipBody();
            synchronized (call) {
                call.wait(60_000);
            }
            return false;
        })) {
            cluster.register("etl-hangs", pod.port());
            HttpResponse<byte[]> answer = cluster.transform("small", "etl-hangs");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(Web.text(answer)).contains("neither took nor sent a byte");
        }
    }

    @Test
    void aPodThatIsNotThereIsA400() throws Exception {
        int port;
        try (TestPod gone = new TestPod(call -> false)) {
            port = gone.port();
        }
        cluster.register("etl-gone", port);
        HttpResponse<byte[]> answer = cluster.transform("small", "etl-gone");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Web.text(answer)).contains("cannot connect to the pod").contains("etl-gone-pod");
    }
}
