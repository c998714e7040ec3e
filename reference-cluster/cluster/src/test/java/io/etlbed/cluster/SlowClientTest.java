package io.etlbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are slow, or stop. */
class SlowClientTest {

    private static final String UTM = "&pid=p1234567&utm=1";

    @TempDir
    static Path folder;

    private static PushCluster cluster;
    private static URI proxy;
    private static URI target;

    @BeforeAll
    static void start() throws Exception {
        cluster = new PushCluster(folder, PushCluster.impatient());
        proxy = cluster.cluster().url();
        target = cluster.cluster().targets().get(0);
        cluster.put("small", "hello".getBytes(StandardCharsets.UTF_8));
        cluster.put("big", Web.bytes(20 << 20, 5));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws Exception {
        for (String head : List.of("Content-Length: 100000", "Transfer-Encoding: chunked")) {
            try (RawClient client = new RawClient(target)) {
                client.write("PUT /v1/objects/abc/broken?" + UTM + " HTTP/1.1\r\nHost: x\r\n" + head + "\r\n\r\n");
                client.write(head.startsWith("T") ? "5\r\nhello\r\n" : "hello");
                Awaitility.await().until(() -> cluster.unfinishedUploads() == 1);
            }
            Awaitility.await().until(() -> cluster.unfinishedUploads() == 0);
            assertThat(cluster.web().get("/v1/objects/abc/broken").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aHeadThatNeverEndsIsCutOff() throws Exception {
        try (RawClient client = new RawClient(proxy)) {
            client.write("GET /v1/health HTTP/1.1\r\nHost: ");
            assertThat(client.closed()).isTrue();
        }
    }

    @Test
    void aBodyThatStopsIsCutOff() throws Exception {
        try (RawClient client = new RawClient(target)) {
            client.write(
                    "PUT /v1/objects/abc/stops?" + UTM + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhello");
            assertThat(client.closed()).isTrue();
        }
        Awaitility.await().until(() -> cluster.unfinishedUploads() == 0);
    }

    @Test
    void aClientThatTakesNothingIsCutOff() throws Exception {
        try (RawClient client = new RawClient(target)) {
            client.write("GET /v1/objects/abc/big HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.read(true).status()).isEqualTo(200);
            // Nothing shows on this side until something is taken, so time has to pass.
            Awaitility.await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
            assertThat(client.rest()).isLessThan(20 << 20);
        }
    }

    @Test
    void manyIdleConnectionsDoNotKeepOthersOut() throws Exception {
        List<RawClient> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                idle.add(new RawClient(target));
            }
            assertThat(cluster.web().get("/v1/objects/abc/small").statusCode()).isEqualTo(200);
        } finally {
            for (RawClient client : idle) {
                client.close();
            }
        }
    }
}
