package io.etlbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large objects through pods: streamed, whatever the size and whoever is slow. */
class PushStreamingIT {

    private static final long GIB = 1L << 30;
    private static final long HELD = 32L << 20;

    @TempDir
    Path folder;

    private static void put(PushCluster cluster, String object, long size) throws Exception {
        HttpURLConnection put = (HttpURLConnection)
                URI.create(cluster.cluster().targets().get(0) + "/v1/objects/abc/" + object + "?pid=p1234567&utm=1")
                        .toURL()
                        .openConnection();
        put.setRequestMethod("PUT");
        put.setDoOutput(true);
        put.setFixedLengthStreamingMode(size);
        byte[] piece = new byte[1 << 20];
        new Random(size).nextBytes(piece);
        try (OutputStream out = put.getOutputStream()) {
            for (long sent = 0; sent < size; sent += piece.length) {
                out.write(piece);
            }
        }
        assertThat(put.getResponseCode()).isEqualTo(200);
    }

    private static boolean echo(TestPod.Call call, AtomicLong passed) throws IOException {
        call.head("200 OK", call.length());
        byte[] piece = new byte[256 << 10];
        for (long left = call.length(); left > 0; ) {
            int read = call.body().read(piece, 0, (int) Math.min(piece.length, left));
            if (read < 0) {
                return false;
            }
            call.out().write(piece, 0, read);
            passed.addAndGet(read);
            left -= read;
        }
        call.out().flush();
        return true;
    }

    @Test
    void aSlowClientMakesItsPodWaitAndHoldsLittleMemory() throws Exception {
        AtomicLong passed = new AtomicLong();
        try (PushCluster cluster = new PushCluster(folder);
                TestPod pod = new TestPod(call -> echo(call, passed))) {
            put(cluster, "large", GIB);
            cluster.register("etl-echo", pod.port());
            URI target = cluster.cluster().targets().get(0);
            HttpURLConnection get = (HttpURLConnection) URI.create(target + "/v1/objects/abc/large?uuid=etl-echo")
                    .toURL()
                    .openConnection();
            try (InputStream in = get.getInputStream()) {
                long got = in.readNBytes(1 << 20).length;
                AtomicLong before = new AtomicLong(-1);
                // Until nothing moves any more: all that is between pod and client is then held by sockets and buffers.
                Awaitility.await()
                        .pollInterval(1, TimeUnit.SECONDS)
                        .until(() -> before.getAndSet(passed.get()) == passed.get());
                assertThat(passed.get()).isLessThan(GIB / 4);
                assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory())
                        .isLessThan(HELD);
                assertThat(cluster.web()
                                .get("/v1/objects/abc/large?uuid=etl-unknown")
                                .statusCode())
                        .isEqualTo(404);
                cluster.put("other", new byte[100_000]);
                assertThat(cluster.web()
                                .get("/v1/objects/abc/other?uuid=etl-echo")
                                .body())
                        .hasSize(100_000);
                byte[] piece = new byte[1 << 20];
                for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                    got += read;
                }
                assertThat(got).isEqualTo(GIB);
            }
            assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory())
                    .isLessThan(HELD);
        }
    }

    @Test
    void aClientThatLeavesEndsTheWorkOfThePod() throws Exception {
        Map<String, Boolean> ended = new ConcurrentHashMap<>();
        try (PushCluster cluster = new PushCluster(folder);
                TestPod pod = new TestPod(call -> {
                    try {
                        return echo(call, new AtomicLong());
                    } finally {
                        ended.put("pod", true);
                    }
                })) {
            put(cluster, "large", GIB);
            cluster.register("etl-left", pod.port());
            try (RawClient client = new RawClient(cluster.cluster().targets().get(0))) {
                client.write("GET /v1/objects/abc/large?uuid=etl-left HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(client.read(true).status()).isEqualTo(200);
                assertThat(ended).isEmpty();
            }
            Awaitility.await().until(() -> !ended.isEmpty());
        }
    }

    @Test
    void aPythonServerThatKnowsOnlyPutServes() throws Exception {
        Path script = folder.resolve("server.py");
        Files.writeString(script, """
                import hashlib
                from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

                class Handler(BaseHTTPRequestHandler):
                    def do_PUT(self):
                        left = int(self.headers['Content-Length'])
                        md5 = hashlib.md5()
                        while left > 0:
                            piece = self.rfile.read(min(left, 1 << 16))
                            md5.update(piece)
                            left -= len(piece)
                        self.send_response(200)
                        self.end_headers()
                        self.wfile.write(md5.hexdigest().encode())

                    def log_message(self, *arguments):
                        pass

                server = ThreadingHTTPServer(('127.0.0.1', 0), Handler)
                print(server.server_port, flush=True)
                server.serve_forever()
                """);
        Process python;
        try {
            python = new ProcessBuilder("python3", script.toString())
                    .redirectError(folder.resolve("stderr").toFile())
                    .start();
        } catch (IOException e) {
            Assumptions.abort("no python3 here: " + e.getMessage());
            return;
        }
        try (PushCluster cluster = new PushCluster(folder.resolve("cluster"))) {
            int port = Integer.parseInt(
                    python.inputReader(StandardCharsets.US_ASCII).readLine());
            cluster.register("etl-python", port);
            put(cluster, "large", 64L << 20);
            cluster.put("small", "hello".getBytes(StandardCharsets.UTF_8));
            assertThat(Web.text(cluster.web().get("/v1/objects/abc/large?uuid=etl-python")))
                    .matches("[0-9a-f]{32}");
            assertThat(Web.text(cluster.web().get("/v1/objects/abc/small?uuid=etl-python")))
                    .isEqualTo("5d41402abc4b2a76b9719d911017c592");
        } finally {
            python.destroyForcibly().waitFor();
        }
    }
}
