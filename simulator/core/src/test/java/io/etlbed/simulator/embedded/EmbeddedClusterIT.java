package io.etlbed.simulator.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.simulator.ClusterConfig;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.KubernetesClusters;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class EmbeddedClusterIT {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedClusterIT.class);

    @TempDir
    Path temp;

    @Test
    void pods_are_scheduled_run_and_reached_from_this_jvm_and_from_any_client() throws Exception {
        try (KubernetesCluster cluster = start("one")) {
            KubernetesClient client = cluster.client();
            assertThat(cluster.nodes()).containsExactly("node-1", "node-2", "node-3");
            assertThat(client.nodes().list().getItems())
                    .extracting(EmbeddedClusterIT::isReady)
                    .containsOnly("True");

            Pod ready = run(cluster, "web");
            Service service = client.resource(service("web")).create();
            assertThat(get(service)).isEqualTo("web /x");
            assertThat(cluster.podNetwork()
                            .orElseThrow()
                            .connect(ready.getStatus().getPodIP(), 80))
                    .satisfies(channel -> channel.close());
            assertThat(client.pods().inNamespace("default").withName("web").getLog())
                    .contains("GET /x HTTP/1.1");

            client.pods().inNamespace("default").withName("web").delete();
            client.pods()
                    .inNamespace("default")
                    .withName("web")
                    .waitUntilCondition(pod -> pod == null, 60, TimeUnit.SECONDS);
        }
        assertThat(temp.resolve("one")).doesNotExist();
    }

    @Test
    void two_clusters_live_side_by_side_and_the_provider_kubeconfig_connects_to_one_of_them() throws Exception {
        try (KubernetesCluster one = start("one");
                KubernetesCluster two = start("two")) {
            Pod inOne = run(one, "same");
            Pod inTwo = run(two, "same");
            assertThat(inOne.getStatus().getPodIP()).isEqualTo(inTwo.getStatus().getPodIP());

            try (KubernetesCluster other = KubernetesClusters.start(
                    "kubeconfig", ClusterConfig.in(temp).withKubeconfig(two.kubeconfig()))) {
                assertThat(other.nodes()).isEqualTo(two.nodes());
                assertThat(other.podNetwork()).isEmpty();
                Service service = other.client().resource(service("same")).create();
                assertThat(get(service)).isEqualTo("same /x");
            }
            assertThat(one.client()
                            .services()
                            .inNamespace("default")
                            .withName("same")
                            .get())
                    .isNull();
        }
    }

    private KubernetesCluster start(String name) throws IOException {
        long began = System.nanoTime();
        KubernetesCluster cluster = KubernetesClusters.start(
                "embedded",
                ClusterConfig.in(temp.resolve(name))
                        .withNodes(3)
                        .withImages(List.of(ServerImage.in(temp.resolve("image")))));
        LOG.info("cluster {} ready after {} ms", name, (System.nanoTime() - began) / 1_000_000);
        return cluster;
    }

    private static Pod run(KubernetesCluster cluster, String name) {
        long began = System.nanoTime();
        cluster.client().resource(ServerImage.pod(name)).create();
        Pod ready =
                cluster.client().pods().inNamespace("default").withName(name).waitUntilReady(60, TimeUnit.SECONDS);
        LOG.info("pod {} ready after {} ms", name, (System.nanoTime() - began) / 1_000_000);
        return ready;
    }

    static Service service(String name) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .withType("NodePort")
                .addToSelector("app", name)
                .addNewPort()
                .withPort(80)
                .withNewTargetPort("default")
                .endPort()
                .endSpec()
                .build();
    }

    private static String get(Service service) throws IOException, InterruptedException {
        int port = service.getSpec().getPorts().get(0).getNodePort();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/x"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String isReady(Node node) {
        return node.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals("Ready"))
                .map(condition -> condition.getStatus())
                .findFirst()
                .orElse("");
    }
}
