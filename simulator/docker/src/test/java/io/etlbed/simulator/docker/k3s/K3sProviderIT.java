package io.etlbed.simulator.docker.k3s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.etlbed.simulator.Bundle;
import io.etlbed.simulator.ClusterConfig;
import io.etlbed.simulator.ContainerImage;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.KubernetesClusters;
import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.docker.TestEngine;
import io.etlbed.simulator.docker.engine.ContainerState;
import io.etlbed.simulator.docker.engine.Inside;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The way to a cluster, in a real engine, with an image that stands in for k3s. */
@TestEngine
@Timeout(180)
class K3sProviderIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path temp;

    private StandIn k3s;

    @BeforeEach
    void prepare() throws IOException {
        k3s = new StandIn(temp.resolve("stand-in"));
    }

    @AfterEach
    void leaveNothing() throws IOException {
        try {
            assertThat(k3s.leftovers()).as("containers, networks and volumes").isEmpty();
        } finally {
            k3s.close();
        }
    }

    private ClusterConfig config() {
        return ClusterConfig.in(temp.resolve("cluster"));
    }

    private KubernetesCluster start(int nodes) throws Exception {
        return K3sStart.start(config().withNodes(nodes), k3s.settings(k3s.image()));
    }

    private List<Inside> nodes(KubernetesCluster cluster) {
        return cluster.nodes().stream().map(k3s.engine().containers()::inside).toList();
    }

    @Test
    void it_is_found_by_its_name() {
        assertThat(KubernetesClusters.names()).contains("embedded", "k3s", "kubeconfig");
    }

    @Test
    void a_server_and_two_agents_become_a_cluster_and_leave_nothing() throws Exception {
        try (KubernetesCluster cluster = start(3)) {
            assertThat(cluster.provider()).isEqualTo("k3s");
            assertThat(cluster.nodes()).hasSize(3).allMatch(name -> name.matches("etlbed-[0-9a-f]{8}-[012]"));
            assertThat(cluster.client().nodes().list().getItems())
                    .extracting(node -> node.getMetadata().getName())
                    .containsAll(cluster.nodes());

            assertThat(nodes(cluster).get(0).log(20)).contains("stand-in server", "--disable=traefik", "token=given");
            for (Inside agent : nodes(cluster).subList(1, 3)) {
                assertThat(agent.log(20))
                        .contains(
                                "stand-in agent",
                                "url=https://" + cluster.nodes().get(0) + ":6443",
                                "token=given");
            }
        }
        assertThat(temp.resolve("cluster")).doesNotExist();
    }

    @Test
    void the_kubeconfig_leads_to_the_published_port_and_is_its_owners_alone() throws Exception {
        try (KubernetesCluster cluster = start(1)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cluster.kubeconfig())))
                    .isEqualTo("rw-------");
            int published = k3s.engine()
                    .containers()
                    .inspect(cluster.nodes().get(0))
                    .map(ContainerState::published)
                    .orElseThrow()
                    .orElseThrow();
            assertThat(cluster.kubeconfig()).content().contains("server: https://127.0.0.1:" + published);
            try (KubernetesClient other = new KubernetesClientBuilder()
                    .withConfig(Config.fromKubeconfig(cluster.kubeconfig().toFile()))
                    .build()) {
                assertThat(other.raw("/readyz")).isEqualTo("ok");
            }
        }
    }

    @Test
    void pods_reach_the_host_at_an_address_of_its_own_that_was_tried_from_every_node() throws Exception {
        try (KubernetesCluster cluster = start(2)) {
            String address = cluster.hostAddress().orElseThrow().announced();

            assertThat(NetworkInterface.getByInetAddress(InetAddress.getByName(address)))
                    .as("interface of " + address)
                    .isNotNull();
            assertThat(cluster.hostAddress().orElseThrow().bind()).isEqualTo(address);
            assertThat(address)
                    .isEqualTo(k3s.engine()
                            .containers()
                            .inspect(cluster.nodes().get(1))
                            .orElseThrow()
                            .gateway());
            assertThat(cluster.podNetwork()).isEmpty();
        }
    }

    @Test
    void the_address_is_tried_from_a_pod_on_every_node_as_well() throws Exception {
        try (PodPlayer kubelet = new PodPlayer(k3s.api().client(), k3s.engine().containers());
                KubernetesCluster cluster = K3sStart.start(config().withNodes(2), k3s.settings(k3s.image("pods")))) {
            assertThat(kubelet.played())
                    .extracting(pod -> pod.getSpec().getNodeName())
                    .containsExactlyInAnyOrderElementsOf(cluster.nodes());
            assertThat(kubelet.played().get(0).getSpec().getContainers().get(0)).satisfies(container -> {
                assertThat(container.getImage()).isEqualTo("docker.io/rancher/mirrored-pause:3.6");
                assertThat(container.getImagePullPolicy()).isEqualTo("Never");
            });
            assertThat(cluster.client().pods().inNamespace("default").list().getItems())
                    .allMatch(pod -> pod.getMetadata().getDeletionTimestamp() != null);
        }
    }

    @Test
    void a_host_that_nodes_reach_and_pods_do_not_is_not_reached() throws Exception {
        try (PodPlayer kubelet = new PodPlayer(k3s.api().client(), k3s.engine().containers())) {
            assertThatThrownBy(() -> K3sStart.start(config().withNodes(2), k3s.settings(k3s.image("pods", "deaf"))))
                    .isInstanceOf(SimulatorException.class)
                    .hasMessageMatching(
                            "(?s)pods do not reach this host: tried .* \\(a pod on etlbed-\\w+-[01] does not get"
                                    + " through\\).*");
            assertThat(kubelet.played()).isNotEmpty();
        }
    }

    @Test
    void an_address_that_pods_do_not_reach_is_refused_with_what_may_be_in_the_way() throws Exception {
        K3sSettings plain = k3s.settings(k3s.image());
        K3sSettings loopback = new K3sSettings(
                plain.image(), plain.base(), Optional.of("127.0.0.1"), false, K3sSettings.OFF, plain.patience());

        assertThatThrownBy(() -> K3sStart.start(config().withNodes(2), loopback))
                .isInstanceOf(SimulatorException.class)
                .hasMessageContaining("pods do not reach this host: tried 127.0.0.1 (etlbed-")
                .hasMessageContaining("firewall")
                .hasMessageContaining("ETLBED_K3S_HOST");
    }

    @Test
    void every_node_gets_each_image_once_whatever_its_form() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("built"));
        Files.writeString(folder.resolve("Dockerfile"), "FROM " + k3s.image() + System.lineSeparator() + "LABEL x=y");
        Path archive = temp.resolve("archive.tar");
        try (InputStream saved = k3s.engine().images().save(List.of(k3s.image()))) {
            Files.copy(saved, archive, StandardCopyOption.REPLACE_EXISTING);
        }
        List<ContainerImage> images = List.of(
                ContainerImage.of(k3s.image()),
                ContainerImage.of("acme/built:7=" + folder),
                ContainerImage.of(archive.toString()));
        try (KubernetesCluster cluster =
                K3sStart.start(config().withNodes(2).withContainerImages(images), k3s.settings(k3s.image()))) {
            for (Inside node : nodes(cluster)) {
                assertThat(imports(node))
                        .as("archive, and two that the engine has")
                        .isEqualTo(2);
                assertThat(node.exec(List.of("sh", "-c", "grep -l acme/built " + StandIn.IMPORTS + "/*.tar"), LIMIT)
                                .well())
                        .isTrue();
            }

            images.forEach(cluster::load);

            for (Inside node : nodes(cluster)) {
                assertThat(imports(node)).isEqualTo(2);
            }
        }
        assertThat(k3s.engine().images().find("acme/built:7"))
                .as("what was built")
                .isEmpty();
    }

    private static long imports(Inside node) throws InterruptedException {
        return node.exec(List.of("cat", StandIn.IMPORTS + "/log"), LIMIT)
                .output()
                .lines()
                .count();
    }

    @Test
    void a_bundle_becomes_an_image_on_top_of_the_base_and_arrives_byte_for_byte() throws Exception {
        Path root = Files.createDirectories(temp.resolve("bundle/code"));
        Files.writeString(root.resolve("server.sh"), "echo $GREETING");
        Bundle bundle = new Bundle(
                "acme/greeter",
                root.getParent(),
                List.of("/bin/sh", "/code/server.sh"),
                List.of("an \"argument\""),
                Map.of("GREETING", "good \"day\" $HOME"),
                Set.of());
        try (KubernetesCluster cluster = start(2)) {
            cluster.load(bundle);

            for (Inside node : nodes(cluster)) {
                String unpacked =
                        "cd /imports && mkdir -p x && tar -xf *.tar -C x && cat x/*.json x/*/json 2>/dev/null";
                String text = node.exec(List.of("sh", "-c", unpacked), LIMIT).output();
                assertThat(text)
                        .contains("acme/greeter:latest")
                        .contains("GREETING=good \\\"day\\\" $HOME")
                        .contains("\"Entrypoint\":[\"/bin/sh\",\"/code/server.sh\"]")
                        .contains("\"Cmd\":[\"an \\\"argument\\\"\"]");
            }
        }
        assertThat(k3s.engine().images().find("acme/greeter")).isEmpty();
    }

    @Test
    void a_node_that_takes_no_image_says_why() throws Exception {
        try (KubernetesCluster cluster = K3sStart.start(config(), k3s.settings(k3s.image("full")))) {
            assertThatThrownBy(() -> cluster.load(new ContainerImage.Local(k3s.image())))
                    .isInstanceOf(SimulatorException.class)
                    .hasMessageContaining("node " + cluster.nodes().get(0) + " does not take")
                    .hasMessageContaining("no space left on device");
        }
    }

    @Test
    void what_is_missing_is_said_in_seconds_with_how_to_get_it() throws Exception {
        K3sSettings good = k3s.settings(k3s.image());
        Bundle bundle = new Bundle("acme/x", temp, List.of(), List.of(), Map.of(), Set.of("python3"));
        long start = System.nanoTime();
        refused(config(), with(good, "rancher/k3s:v0", good.base(), K3sSettings.OFF))
                .hasMessageContaining("`docker pull rancher/k3s:v0`")
                .hasMessageContaining("ETLBED_K3S_IMAGE");
        refused(config().withImages(List.of(bundle)), with(good, good.image(), "acme/base:1", K3sSettings.OFF))
                .hasMessageContaining("`docker pull acme/base:1`")
                .hasMessageContaining("has python3 in ETLBED_K3S_BASE");
        refused(config().withContainerImages(List.of(new ContainerImage.Local("acme/none:1"))), good)
                .hasMessageContaining("`docker pull acme/none:1`");
        refused(config().withContainerImages(List.of(new ContainerImage.Archive(Path.of("/no.tar")))), good)
                .hasMessageContaining("no image archive /no.tar");
        refused(config().withContainerImages(List.of(new ContainerImage.Build("acme/x", temp))), good)
                .hasMessageContaining("no Dockerfile in " + temp);
        refused(config(), with(good, good.image(), good.base(), "acme/ryuk:1"))
                .hasMessageContaining("`docker pull acme/ryuk:1`")
                .hasMessageContaining("ETLBED_K3S_RYUK=off");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as("all six").isLessThan(Duration.ofSeconds(30));
    }

    private static AbstractThrowableAssert<?, ?> refused(ClusterConfig config, K3sSettings settings) {
        return assertThatThrownBy(() -> K3sStart.start(config, settings)).isInstanceOf(SimulatorException.class);
    }

    private static K3sSettings with(K3sSettings from, String image, String base, String reaper) {
        return new K3sSettings(image, base, from.host(), from.reuse(), reaper, from.patience());
    }

    @Test
    void a_server_that_ends_is_reported_at_once_with_its_log() throws Exception {
        long start = System.nanoTime();

        assertThatThrownBy(() -> K3sStart.start(config().withNodes(2), k3s.settings(k3s.image("ends"))))
                .isInstanceOf(SimulatorException.class)
                .hasMessageContaining("has ended (exited, exit code 3)")
                .hasMessageContaining("---- container etlbed-")
                .hasMessageContaining("cannot go on");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void nodes_that_never_become_ready_are_reported_with_logs_nodes_pods_and_events() throws Exception {
        K3sSettings good = k3s.settings(k3s.image("aloof"));
        K3sSettings hasty = new K3sSettings(
                good.image(), good.base(), Optional.empty(), false, K3sSettings.OFF, Duration.ofSeconds(5));

        assertThatThrownBy(() -> K3sStart.start(config().withNodes(2), hasty))
                .isInstanceOf(SimulatorException.class)
                .hasMessageMatching("(?s)k3s does not come up: not Ready: etlbed-\\w+-0, etlbed-\\w+-1 after 5 s.*")
                .hasMessageContaining("stand-in agent")
                .hasMessageContaining("---- nodes")
                .hasMessageContaining("---- pods that are not ready")
                .hasMessageContaining("---- events");
    }

    @Test
    void runc_is_kept_from_asking_for_what_this_machine_refuses() throws Exception {
        try (KubernetesCluster cluster = start(1)) {
            Inside node = nodes(cluster).get(0);
            assumeTrue(
                    node.exec(List.of("sh", "-c", "test -e /etlbed/runc"), LIMIT)
                            .well(),
                    "this machine gives containers all rights, so that nothing is to be kept from runc");
            String bundle = "mkdir -p /tmp/b && echo '{\"a\":1,\"oomScoreAdj\":-998,\"b\":2}' > /tmp/b/config.json && ";

            String asked = node.exec(List.of("sh", "-c", bundle + StandIn.RUNC + " create --bundle /tmp/b pod"), LIMIT)
                    .output();
            String own =
                    node.exec(List.of("cat", "/proc/1/oom_score_adj"), LIMIT).output();

            assertThat(asked.strip()).isEqualTo("\"oomScoreAdj\":" + own.strip());
        }
    }

    @Test
    void control_groups_of_a_node_are_its_own_and_writable() throws Exception {
        try (KubernetesCluster cluster = start(1)) {
            Inside node = nodes(cluster).get(0);
            String group = "for each in /sys/fs/cgroup/memory /sys/fs/cgroup; do [ -d $each ] && break; done;"
                    + " mkdir $each/kubepods && rmdir $each/kubepods && echo made";

            assertThat(node.exec(List.of("sh", "-c", group), LIMIT).output()).isEqualTo("made\n");
            assertThat(node.exec(List.of("cat", "/proc/1/cgroup"), LIMIT).output())
                    .doesNotContain("docker");
        }
    }

    @Test
    void two_clusters_run_at_once() throws Exception {
        try (KubernetesCluster one = start(1);
                KubernetesCluster other =
                        K3sStart.start(ClusterConfig.in(temp.resolve("other")), k3s.settings(k3s.image()))) {
            assertThat(one.nodes()).doesNotContainAnyElementsOf(other.nodes());
            assertThat(one.kubeconfig()).isNotEqualTo(other.kubeconfig());
        }
    }

    @Test
    void handlers_are_refused_by_name() {
        assertThatThrownBy(() -> KubernetesClusters.start("k3s", config().withHandlersOnly()))
                .isInstanceOf(SimulatorException.class)
                .hasMessageContaining("handlers are code of this JVM")
                .hasMessageContaining("embedded");
    }
}
