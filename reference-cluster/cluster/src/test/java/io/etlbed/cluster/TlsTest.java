package io.etlbed.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ByteRange;
import io.etlbed.cluster.client.ClusterNode;
import io.etlbed.cluster.client.JobOptions;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectRead;
import io.etlbed.cluster.client.ObjectRef;
import io.etlbed.cluster.client.TlsException;
import io.etlbed.cluster.data.ServerLimits;
import io.etlbed.cluster.tls.TlsFiles;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that speak TLS, with clients and with each other (API-11). */
@Timeout(120)
class TlsTest {

    private static final int BIG = 32 << 20;

    /** What sockets and TLS hold of a stream, with room for what other streams have left behind. */
    private static final long HELD = 12L << 20;

    @TempDir
    static Path folder;

    private static TestCertificates certificates;
    private static ReferenceCluster cluster;
    private static AisClient ais;

    @BeforeAll
    static void start() throws Exception {
        certificates = TestCertificates.in(folder.resolve("tls"), "127.0.0.1", "localhost");
        Duration seconds = Duration.ofSeconds(2);
        cluster = ReferenceCluster.start(ReferenceClusterConfig.of(folder.resolve("cluster"), 2, 2)
                .withLimits(ServerLimits.standard()
                        .withTimes(seconds, Duration.ofSeconds(60), Duration.ofMinutes(1), Duration.ofMinutes(1)))
                .withTls(certificates.files()));
        ais = client(cluster.url());
        ais.buckets().create("b");
        ais.objects().put(object("big"), ObjectBody.of(Web.bytes(BIG, 7)));
    }

    @AfterAll
    static void stop() {
        ais.close();
        cluster.close();
    }

    private static AisClient client(URI url) throws IOException {
        return AisClient.builder(url).authority(certificates.authority()).build();
    }

    private static ObjectRef object(String name) {
        return new ObjectRef("b", name);
    }

    private static byte[] bytes(AisClient client, ObjectRead read) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        client.objects().get(read, out);
        return out.toByteArray();
    }

    @Test
    void every_address_that_is_told_is_one_of_https() throws Exception {
        assertThat(cluster.proxies()).hasSize(2).allMatch(url -> url.getScheme().equals("https"));
        assertThat(ais.clusterMap().nodes())
                .extracting(ClusterNode::url)
                .hasSize(4)
                .allMatch(url -> url.getScheme().equals("https"));
        HttpResponse<byte[]> redirect =
                new Web(cluster.url(), certificates.context()).stay("GET", "/v1/objects/b/big", new byte[0]);
        assertThat(redirect.statusCode()).isEqualTo(301);
        assertThat(redirect.headers().firstValue("Location").orElseThrow()).startsWith("https://127.0.0.1:");
        assertThat(Web.text(new Web(cluster.url(), certificates.context()).get("/v1/daemon?what=config")))
                .contains("\"use_https\":true");
    }

    @Test
    void objects_of_any_size_come_back_byte_for_byte_whole_and_in_parts() throws Exception {
        // Below and above what goes in one packet, in one record of TLS, and in one piece of a file.
        for (int size : List.of(0, 1, 16 << 10, (16 << 10) + 1, 64 << 10, (64 << 10) + 1, 1_000_003)) {
            byte[] content = Web.bytes(size, size);
            ais.objects().put(object("size-" + size), ObjectBody.of(content));
            assertThat(bytes(ais, ObjectRead.of(object("size-" + size)))).isEqualTo(content);
        }
        byte[] big = Web.bytes(BIG, 7);
        assertThat(bytes(ais, ObjectRead.of(object("big")))).isEqualTo(big);
        byte[] part = bytes(ais, ObjectRead.of(object("big")).part(ByteRange.of(1_000_001, 2_000_003)));
        assertThat(part).isEqualTo(Arrays.copyOfRange(big, 1_000_001, 3_000_004));
    }

    @Test
    void lists_and_jobs_go_from_node_to_node() throws Exception {
        try (AisClient second = client(cluster.proxies().get(1))) {
            second.buckets().create("from");
            for (int i = 0; i < 40; i++) {
                second.objects().put(new ObjectRef("from", "o" + i), ObjectBody.of(Web.bytes(i * 1000, i)));
            }
            second.jobs().await(second.jobs().copy("from", "to", JobOptions.NONE));
            List<String> names = new ArrayList<>();
            second.objects().list("to", "", entry -> names.add(entry.name()));
            assertThat(names).hasSize(40);
            for (int i = 0; i < 40; i++) {
                assertThat(bytes(second, ObjectRead.of(new ObjectRef("to", "o" + i))))
                        .isEqualTo(Web.bytes(i * 1000, i));
            }
        }
    }

    @Test
    void targets_join_and_get_their_part_of_the_objects() throws Exception {
        Path own = folder.resolve("joined");
        try (ReferenceCluster growing = ReferenceCluster.start(
                        ReferenceClusterConfig.of(own, 1, 1).withTls(certificates.files()));
                AisClient client = client(growing.url())) {
            client.buckets().create("b");
            for (int i = 0; i < 60; i++) {
                client.objects().put(object("o" + i), ObjectBody.of(Web.bytes(100_000 + i, i)));
            }
            growing.addTarget(Map.of());
            await().atMost(Duration.ofSeconds(30)).until(() -> objectFiles(own.resolve("t2")) > 10);
            for (int i = 0; i < 60; i++) {
                assertThat(bytes(client, ObjectRead.of(object("o" + i)))).isEqualTo(Web.bytes(100_000 + i, i));
            }
            growing.target(1).stop();
            growing.target(1).start();
            assertThat(client.clusterMap().nodes()).hasSize(3);
        }
    }

    private static long objectFiles(Path target) throws IOException {
        try (var files = Files.walk(target)) {
            return files.filter(file -> file.toFile().length() >= 100_000).count();
        }
    }

    @Test
    void a_client_that_takes_nothing_makes_the_target_hold_little() throws Exception {
        URI target = URI.create(new Web(cluster.url(), certificates.context())
                .stay("GET", "/v1/objects/b/big", new byte[0])
                .headers()
                .firstValue("Location")
                .orElseThrow());
        long before = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
        try (RawClient client = new RawClient(target, certificates.context())) {
            client.write("GET /v1/objects/b/big HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.read(true).status()).isEqualTo(200);
            // Nothing shows on this side until something is taken, so time has to pass.
            await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
            assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory() - before)
                    .isLessThan(HELD);
            client.write("GET /v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(client.rest()).isGreaterThan(BIG);
        }
    }

    @Test
    void a_client_that_does_not_know_the_authority_says_so_and_sends_nothing() throws Exception {
        try (AisClient stranger = AisClient.of(cluster.url())) {
            assertThatThrownBy(() -> stranger.buckets().list())
                    .isInstanceOf(TlsException.class)
                    .hasMessage(cluster.url() + " cannot be trusted: this client does not know the authority of its"
                            + " certificate");
            assertThatThrownBy(() -> stranger.objects().put(object("x"), ObjectBody.of(new byte[1])))
                    .isInstanceOf(TlsException.class)
                    .hasMessageContaining("cannot be trusted");
        }
        Path other = TestCertificates.in(folder.resolve("other"), "127.0.0.1").authority();
        try (AisClient misled =
                AisClient.builder(cluster.url()).authority(other).build()) {
            assertThatThrownBy(() -> misled.buckets().list()).isInstanceOf(TlsException.class);
        }
        try (AisClient careless = AisClient.builder(cluster.url()).insecure().build()) {
            careless.objects().put(object("careless"), ObjectBody.of("x".getBytes(UTF_8)));
            assertThat(bytes(careless, ObjectRead.of(object("careless")))).hasSize(1);
        }
    }

    @Test
    void a_certificate_counts_for_the_hosts_that_it_names() throws Exception {
        TestCertificates elsewhere = TestCertificates.in(folder.resolve("elsewhere"), "10.9.8.7");
        assertThatThrownBy(() -> ReferenceCluster.start(ReferenceClusterConfig.of(folder.resolve("misnamed"), 1, 1)
                        .withTls(elsewhere.files())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("https://127.0.0.1:")
                .hasMessageContaining("subject alternative names");
    }

    @Test
    void plain_HTTP_is_told_to_come_by_TLS() throws Exception {
        for (URI node : List.of(cluster.url(), cluster.targets().get(0))) {
            URI plain = URI.create(node.toString().replace("https:", "http:"));
            HttpResponse<byte[]> answer = new Web(plain).get("/v1/health");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(Web.text(answer)).contains("this node speaks TLS").contains("use https://");
        }
    }

    @Test
    void TLS_is_told_where_a_node_speaks_plain_HTTP() throws Exception {
        try (ReferenceCluster open = ReferenceCluster.start(ReferenceClusterConfig.of(folder.resolve("open"), 1, 1));
                AisClient client = client(URI.create(open.url().toString().replace("http:", "https:")))) {
            assertThatThrownBy(() -> client.buckets().list())
                    .isInstanceOf(TlsException.class)
                    .hasMessageContaining("does not speak TLS: use http://");
            assertThatThrownBy(() -> client.objects().put(object("x"), ObjectBody.of(new byte[1])))
                    .hasMessageContaining("does not speak TLS: use http://");
        }
    }

    @Test
    void a_handshake_that_does_not_go_on_is_cut_off() throws Exception {
        // The first bytes of a greeting; the rest does not come.
        try (RawClient one = new RawClient(cluster.url());
                RawClient other = new RawClient(cluster.url())) {
            one.write(new byte[] {0x16, 3});
            other.write(new byte[] {0x16, 3, 1, 2, 0, 1, 0});
            assertThat(one.closed()).isTrue();
            assertThat(other.closed()).isTrue();
        }
    }

    @Test
    void files_that_do_not_fit_are_named_with_what_is_wrong() throws Exception {
        TlsFiles good = certificates.files();
        Path text = Files.writeString(folder.resolve("text"), "hello");
        Path traditional = Files.writeString(
                folder.resolve("traditional"), "-----BEGIN EC PRIVATE KEY-----\nMHc=\n-----END EC PRIVATE KEY-----\n");
        Path rsa = Files.writeString(folder.resolve("rsa"), rsaKey());
        Path another = TestCertificates.in(folder.resolve("another"), "127.0.0.1")
                .files()
                .key();
        refuses(new TlsFiles(folder.resolve("none"), good.key(), good.authority()), "no such file");
        refuses(new TlsFiles(text, good.key(), good.authority()), "holds no certificate");
        refuses(new TlsFiles(good.certificate(), text, good.authority()), "holds no private key");
        refuses(new TlsFiles(good.certificate(), traditional, good.authority()), "openssl pkcs8 -topk8 -nodes");
        refuses(new TlsFiles(good.certificate(), rsa, good.authority()), "holds no EC key");
        refuses(new TlsFiles(good.certificate(), another, good.authority()), "is not the key of the certificate");
        refuses(new TlsFiles(good.certificate(), good.key(), Optional.of(text)), "holds no certificate");
        Path strange =
                TestCertificates.in(folder.resolve("strange"), "127.0.0.1").authority();
        refuses(
                new TlsFiles(good.certificate(), good.key(), Optional.of(strange)),
                "nodes would not trust each other by");
    }

    private static String rsaKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static void refuses(TlsFiles files, String why) {
        assertThatThrownBy(() -> ReferenceCluster.start(ReferenceClusterConfig.of(folder.resolve("refused"), 1, 1)
                        .withTls(files)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why)
                .hasMessageContaining(folder.toString());
    }
}
