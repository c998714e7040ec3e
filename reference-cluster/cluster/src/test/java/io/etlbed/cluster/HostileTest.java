package io.etlbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are slow, broken, or mean harm. */
class HostileTest {

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/objects/abc/a/../b",
                "/v1/objects/abc/..",
                "/v1/objects/abc/%2e%2e/%2E%2e/etc/passwd",
                "/v1/objects/abc/a%2F..%2Fb",
                "/v1/objects/abc/a/./b",
                "/v1/objects/abc/a%00b",
                "/v1/objects/abc/a%zz",
                "/v1/objects/abc/a%",
                "/v1/objects/abc/a%FFb"
            })
    void namesThatAreRefusedAreRefusedEverywhere(String path) throws Exception {
        for (URI node : List.of(proxy, target)) {
            try (RawClient client = new RawClient(node)) {
                client.write("PUT " + path + "?x=1" + UTM + " HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab");
                assertThat(client.read().status()).isEqualTo(400);
                client.write("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
                RawClient.Answer answer = client.read();
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.text()).contains("\"status\":400");
            }
        }
        assertThat(cluster.unfinishedUploads()).isZero();
    }

    @Test
    void anEncodedSlashIsASlash() throws Exception {
        cluster.put("one/two", "x".getBytes(StandardCharsets.UTF_8));
        try (RawClient client = new RawClient(target)) {
            client.write("GET /v1/objects/abc/one%2Ftwo HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.read().text()).isEqualTo("x");
        }
    }

    @Test
    void bytesOfUtf8NeedNoEscapes() throws Exception {
        cluster.put("%C3%A9", "e".getBytes(StandardCharsets.UTF_8));
        try (RawClient client = new RawClient(proxy)) {
            client.write("GET /v1/objects/abc/é HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            assertThat(client.read().head()).contains("/v1/objects/abc/%C3%A9?");
        }
    }

    @Test
    void requestsSentAheadAreAnsweredInOrder() throws Exception {
        try (RawClient client = new RawClient(target)) {
            StringBuilder ahead = new StringBuilder();
            for (int i = 0; i < 50; i++) {
                ahead.append("GET /v1/objects/abc/small HTTP/1.1\r\nHost: x\r\n\r\n");
                ahead.append("GET /v1/objects/abc/none" + i + " HTTP/1.1\r\nHost: x\r\n\r\n");
                ahead.append("GET /v1/daemon?what=snode HTTP/1.1\r\nHost: x\r\n\r\n");
                ahead.append(
                        "PUT /v1/objects/abc/ahead?" + UTM + " HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
                ahead.append("HEAD /v1/objects/abc/ahead HTTP/1.1\r\nHost: x\r\n\r\n");
            }
            client.write(ahead.toString());
            for (int i = 0; i < 50; i++) {
                assertThat(client.read().text()).isEqualTo("hello");
                assertThat(client.read().text()).contains("abc/none" + i + " does not exist");
                assertThat(client.read().text()).contains("daemon_id");
                assertThat(client.read().status()).isEqualTo(200);
                assertThat(client.read(true).head()).contains("Content-Length: 3");
            }
        }
    }

    @Test
    void aPutThatWaitsForPermissionIsRedirectedAndThenWelcomed() throws Exception {
        String location;
        try (RawClient client = new RawClient(proxy)) {
            client.write(
                    "PUT /v1/objects/abc/waits HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            RawClient.Answer redirect = client.read();
            assertThat(redirect.status()).isEqualTo(307);
            assertThat(redirect.head()).contains("Connection: close");
            location = redirect.head()
                    .lines()
                    .filter(line -> line.startsWith("Location: "))
                    .findFirst()
                    .orElseThrow()
                    .substring(10);
        }
        URI to = URI.create(location);
        try (RawClient client = new RawClient(to)) {
            client.write("PUT " + to.getRawPath() + "?" + to.getRawQuery()
                    + " HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(100);
            assertThat(client.write("hello").read().status()).isEqualTo(200);
            client.write("PUT /v1/objects/none/x?" + UTM
                    + " HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(404);
        }
    }

    @Test
    void aRedirectedClientMaySendItsWholeBodyFirst() throws Exception {
        try (RawClient client = new RawClient(proxy)) {
            byte[] body = Web.bytes(30 << 20, 1);
            client.write(
                    "PUT /v1/objects/abc/whole HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length + "\r\n\r\n");
            client.write(body);
            assertThat(client.read().status()).isEqualTo(307);
            assertThat(client.closed()).isTrue();
        }
        try (RawClient client = new RawClient(proxy)) {
            client.write("PUT /v1/objects/abc/few HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nabcd");
            assertThat(client.read().status()).isEqualTo(307);
            client.write("GET /v1/health HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @Test
    void targetsTakeChangesOnlyFromWhoWasSentToThem() throws Exception {
        try (RawClient client = new RawClient(target)) {
            client.write("PUT /v1/objects/abc/direct HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx");
            RawClient.Answer put = client.read();
            assertThat(put.status()).isEqualTo(400);
            assertThat(put.text()).contains("PUT(obj) is expected to be redirected");
            client.write("DELETE /v1/objects/abc/small HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(400);
        }
    }

    @Test
    void anUploadWithABrokenChunkIsRefused() throws Exception {
        try (RawClient client = new RawClient(target)) {
            client.write("PUT /v1/objects/abc/chunk?" + UTM
                    + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n");
            assertThat(client.read().status()).isEqualTo(400);
            assertThat(client.closed()).isTrue();
        }
        Awaitility.await().until(() -> cluster.unfinishedUploads() == 0);
        assertThat(cluster.web().get("/v1/objects/abc/chunk").statusCode()).isEqualTo(404);
    }

    @Test
    void aWrongChecksumStoresNothing() throws Exception {
        for (String[] sum :
                new String[][] {{"md5", "00"}, {"xxhash", "ffffffffffffffff"}, {"sha256", "aa"}, {"crc32c", "0"}}) {
            assertThat(cluster.web()
                            .send(
                                    "PUT",
                                    "/v1/objects/abc/sum",
                                    "x",
                                    "ais-checksum-type",
                                    sum[0],
                                    "ais-checksum-value",
                                    sum[1])
                            .statusCode())
                    .isEqualTo(400);
        }
        assertThat(cluster.web().get("/v1/objects/abc/sum").statusCode()).isEqualTo(404);
        assertThat(cluster.unfinishedUploads()).isZero();
        for (String[] sum : new String[][] {
            {"md5", "3749f52bb326ae96782b42dc0a97b4c1"},
            {"xxhash", "05967d5390ac53b0"},
            {"crc32c", "0767345f"},
            {"sha256", "dc2bac3ba773b7bc52c20aa85e6ce3ae097dec870e7b9bda03671a1c434b7a5d"}
        }) {
            assertThat(cluster.web()
                            .send(
                                    "PUT",
                                    "/v1/objects/abc/" + sum[0],
                                    "0123456789\n",
                                    "ais-checksum-type",
                                    sum[0],
                                    "ais-checksum-value",
                                    sum[1])
                            .statusCode())
                    .as(sum[0])
                    .isEqualTo(200);
        }
    }

    @Test
    void headsAndControlBodiesAreBounded() throws Exception {
        try (RawClient client = new RawClient(proxy)) {
            client.write("GET /" + "a".repeat(40_000) + " HTTP/1.1\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(414);
        }
        try (RawClient client = new RawClient(proxy)) {
            client.write("GET /v1/health HTTP/1.1\r\nX: " + "a".repeat(40_000) + "\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(431);
        }
        try (RawClient client = new RawClient(proxy)) {
            client.write("POST /v1/buckets/b HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(413);
        }
        try (RawClient client = new RawClient(proxy)) {
            client.write("this is not http at all\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(400);
        }
    }

    @Test
    void aClientOfHttp10IsServed() throws Exception {
        try (RawClient client = new RawClient(target)) {
            client.write("GET /v1/objects/abc/small HTTP/1.0\r\n\r\n");
            assertThat(client.read().text()).isEqualTo("hello");
            assertThat(client.closed()).isTrue();
        }
        try (RawClient client = new RawClient(target)) {
            client.write("GET http://anywhere/v1/objects/abc/small HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            assertThat(client.read().head()).contains("Connection: keep-alive");
            client.write("GET /v1/objects/abc/small HTTP/1.0\r\n\r\n");
            assertThat(client.read().text()).isEqualTo("hello");
        }
    }
}
