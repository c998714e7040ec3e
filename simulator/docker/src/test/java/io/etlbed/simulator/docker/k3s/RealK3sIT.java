package io.etlbed.simulator.docker.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.etlbed.simulator.ClusterConfig;
import io.etlbed.simulator.ContainerImage;
import io.etlbed.simulator.HostAddress;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.KubernetesClusters;
import io.etlbed.simulator.docker.BusyboxImage;
import io.etlbed.simulator.docker.engine.DockerEngine;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The real k3s, where an image of it is at hand: one server and two agents, in the engine that {@code DOCKER_HOST} names. */
@EnabledIfEnvironmentVariable(
        named = "ETLBED_K3S_IMAGE",
        matches = ".+",
        disabledReason = "no k3s image at hand; one that the Docker engine has can be named in ETLBED_K3S_IMAGE")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class RealK3sIT {

    private static final String IMAGE = "etlbed-test/httpd:1";

    @TempDir
    Path temp;

    private KubernetesCluster cluster;

    @BeforeAll
    void start() throws IOException {
        Path image = BusyboxImage.in(temp.resolve("image"), Map.of("/www", "served"), "ENTRYPOINT [\"/bin/busybox\"]");
        cluster = KubernetesClusters.start(
                KubernetesClusters.K3S,
                ClusterConfig.in(temp.resolve("cluster"))
                        .withNodes(3)
                        .withContainerImages(List.of(new ContainerImage.Build(IMAGE, image))));
    }

    @AfterAll
    void nothing_is_left() {
        String name = cluster.nodes().get(0).replaceFirst("-0$", "");
        cluster.close();
        try (DockerEngine engine = DockerEngine.connect()) {
            assertThat(engine.containers().labelled(Marks.ofCluster(name))).isEmpty();
            assertThat(engine.networks().labelled(Marks.ofCluster(name))).isEmpty();
        }
    }

    private Pod run(String name, String node, List<String> arguments) {
        cluster.client()
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace("default")
                        .addToLabels("app", name)
                        .endMetadata()
                        .withNewSpec()
                        .withNodeName(node)
                        .withRestartPolicy("Never")
                        .addNewContainer()
                        .withName("main")
                        .withImage(IMAGE)
                        .withImagePullPolicy("Never")
                        .withArgs(arguments)
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
        return cluster.client()
                .pods()
                .inNamespace("default")
                .withName(name)
                .waitUntilCondition(
                        pod -> pod != null
                                && List.of("Running", "Succeeded", "Failed")
                                        .contains(pod.getStatus().getPhase()),
                        2,
                        TimeUnit.MINUTES);
    }

    @Test
    void a_pod_on_every_node_is_reached_by_its_node_port_entered_and_heard() throws Exception {
        for (String node : cluster.nodes()) {
            String name = "httpd-" + node;
            Pod pod = run(name, node, List.of("httpd", "-f", "-v", "-p", "80", "-h", "/"));
            Service service = cluster.client()
                    .resource(new ServiceBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .withNamespace("default")
                            .endMetadata()
                            .withNewSpec()
                            .withType("NodePort")
                            .withSelector(Map.of("app", name))
                            .addNewPort()
                            .withPort(80)
                            .endPort()
                            .endSpec()
                            .build())
                    .create();
            URI url = URI.create("http://" + pod.getStatus().getHostIP() + ":"
                    + service.getSpec().getPorts().get(0).getNodePort() + "/www");
            // For a second or so after the pod is ready its port may still reset connections.
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(get(url)).isEqualTo("served"));

            ByteArrayOutputStream said = new ByteArrayOutputStream();
            try (ExecWatch exec = cluster.client()
                    .pods()
                    .inNamespace("default")
                    .withName(name)
                    .writingOutput(said)
                    .exec("cat", "/www")) {
                assertThat(exec.exitCode().get(30, TimeUnit.SECONDS)).isZero();
            }
            assertThat(said.toString(StandardCharsets.UTF_8)).isEqualTo("served");
            assertThat(cluster.client()
                            .pods()
                            .inNamespace("default")
                            .withName(name)
                            .getLog())
                    .contains("/www");
        }
    }

    private static String get(URI url) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(5)).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void a_pod_on_every_node_reaches_a_server_of_this_host() throws Exception {
        HostAddress host = cluster.hostAddress().orElseThrow();
        HttpServer server = HttpServer.create(new InetSocketAddress(host.bind(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write("there".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        try {
            String url =
                    "http://" + host.announced() + ":" + server.getAddress().getPort() + "/";
            for (String node : cluster.nodes()) {
                String name = "caller-" + node;
                run(name, node, List.of("wget", "-q", "-O", "-", url));
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(cluster.client()
                                        .pods()
                                        .inNamespace("default")
                                        .withName(name)
                                        .getLog())
                                .isEqualTo("there"));
            }
        } finally {
            server.stop(0);
        }
    }
}
