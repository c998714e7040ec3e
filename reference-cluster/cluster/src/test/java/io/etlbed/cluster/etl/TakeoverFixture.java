package io.etlbed.cluster.etl;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.cluster.ReferenceCluster;
import io.etlbed.cluster.ReferenceClusterConfig;
import io.etlbed.cluster.member.Keepalive;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of several proxies, as its clients see it, on a Kubernetes whose pods do nothing. */
@Timeout(120)
abstract class TakeoverFixture {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int TARGETS = 3;

    @TempDir
    Path folder;

    FakeKubernetes kubernetes;
    ReferenceCluster cluster;
    private ServerSocketChannel pods;

    abstract int proxies();

    @BeforeEach
    void start() throws Exception {
        pods = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        kubernetes = new FakeKubernetes(folder, "node-1", "node-2", "node-3");
        cluster = ReferenceCluster.start(config());
    }

    ReferenceClusterConfig config() {
        List<Map<String, String>> environments = IntStream.rangeClosed(1, TARGETS)
                .mapToObj(index -> Map.of("K8S_NODE_NAME", "node-" + index))
                .toList();
        return ReferenceClusterConfig.of(folder.resolve("cluster"), proxies(), TARGETS)
                .withKeepalive(new Keepalive(Duration.ofMillis(50), 4))
                .withKubernetes(kubernetes.client, environments, PodReach.POD_NETWORK, this::connect);
    }

    /** Whichever pod is asked for: it takes the connection and says nothing. */
    private SocketChannel connect(String host, int port) throws IOException {
        return SocketChannel.open(pods.getLocalAddress());
    }

    @AfterEach
    void close() throws IOException {
        cluster.close();
        kubernetes.close();
        pods.close();
    }

    URI proxy(int index) {
        return cluster.proxies().get(index);
    }

    static HttpResponse<String> send(URI node, String method, String path, String body)
            throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(node.resolve(path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    static String get(URI node, String path) throws IOException, InterruptedException {
        return send(node, "GET", path, "").body();
    }

    void init(URI proxy, String id) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(proxy, "PUT", "/v1/etl", Requests.message(id, TargetFixture.YAML));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    static String stage(URI proxy, String id) throws IOException, InterruptedException {
        return Json.read(send(proxy, "GET", "/v1/etl/" + id, "")
                        .body()
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .path("stage")
                .asText();
    }
}
