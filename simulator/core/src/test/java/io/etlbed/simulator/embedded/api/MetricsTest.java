package io.etlbed.simulator.embedded.api;

import static io.etlbed.simulator.embedded.api.TestServer.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.NodeMetrics;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.PodMetrics;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the server says of what pods use, when the pods are known. */
class MetricsTest {

    @AutoClose
    private final TestServer at = new TestServer();

    @Test
    void cpu_is_a_rate_over_the_window_that_is_told_and_nobody_waits_long_for_the_first() {
        running("busy", "n1", 1.5);
        long began = System.nanoTime();
        List<PodMetrics> metrics = at.client.top().pods().metrics("default").getItems();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        assertThat(metrics).singleElement().satisfies(busy -> {
            assertThat(busy.getMetadata().getName()).isEqualTo("busy");
            assertThat(busy.getMetadata().getLabels()).containsEntry("app", "busy");
            assertThat(busy.getWindow().getDuration()).isBetween(Duration.ofMillis(200), Duration.ofSeconds(9));
            assertThat(busy.getTimestamp()).isNotBlank();
            assertThat(busy.getContainers()).singleElement().satisfies(main -> {
                assertThat(main.getName()).isEqualTo("main");
                assertThat(cores(main.getUsage().get("cpu").getNumericalAmount().doubleValue()))
                        .isCloseTo(1.5, Offset.offset(0.01));
                assertThat(main.getUsage().get("memory").toString()).isEqualTo("65536Ki");
            });
        });
    }

    @Test
    void nothing_is_measured_while_nobody_asks_and_a_second_question_goes_on_from_the_first() {
        running("busy", "n1", 0.5);
        assertThat(at.usages.asked).hasValue(0);
        at.client.top().pods().metrics("default");
        assertThat(at.usages.asked).hasValue(2);
        PodMetrics second = at.client.top().pods().metrics("default", "busy");
        assertThat(at.usages.asked).as("one look more").hasValue(3);
        assertThat(second.getWindow().getDuration()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void pods_are_chosen_by_namespace_name_and_label_and_those_that_do_not_run_have_none() {
        running("one", "n1", 0);
        running("other", "n1", 0);
        at.client.pods().resource(pod("pending")).create();
        assertThat(names(at.client.top().pods().metrics("default").getItems())).containsExactly("one", "other");
        assertThat(names(at.client.top().pods().metrics().getItems())).containsExactly("one", "other");
        assertThat(names(at.client
                        .top()
                        .pods()
                        .withLabels(Map.of("app", "other"))
                        .metrics()
                        .getItems()))
                .containsExactly("other");
        assertThat(at.client.top().pods().metrics("kube-system").getItems()).isEmpty();
        assertThat(at.client.top().pods().metrics("default", "one").getContainers())
                .hasSize(1);
        for (String none : List.of("pending", "nosuch")) {
            assertThatThrownBy(() -> at.client.top().pods().metrics("default", none))
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining(none + "\" not found");
        }
    }

    @Test
    void a_node_uses_what_its_pods_use() {
        at.store.of(Node.class).create(node("n1"));
        at.store.of(Node.class).create(node("n2"));
        running("one", "n1", 0.25);
        running("other", "n1", 0.5);
        List<NodeMetrics> nodes = at.client.top().nodes().metrics().getItems();
        assertThat(nodes).extracting(node -> node.getMetadata().getName()).containsExactly("n1", "n2");
        assertThat(cores(nodes.get(0))).isCloseTo(0.75, Offset.offset(0.01));
        assertThat(nodes.get(0).getUsage().get("memory").toString()).isEqualTo("131072Ki");
        assertThat(cores(nodes.get(1))).isZero();
        assertThat(cores(at.client.top().nodes().metrics("n1"))).isCloseTo(0.75, Offset.offset(0.01));
    }

    @Test
    void the_group_is_found_by_those_who_ask_what_there_is() {
        assertThat(at.client.getApiGroups().getGroups())
                .extracting(group -> group.getPreferredVersion().getGroupVersion())
                .contains("metrics.k8s.io/v1beta1");
        assertThat(at.client.getApiResources("metrics.k8s.io/v1beta1").getResources())
                .extracting(resource -> resource.getName() + " " + resource.getKind() + " " + resource.getNamespaced())
                .containsExactly("nodes NodeMetrics false", "pods PodMetrics true");
    }

    private void running(String name, String node, double cores) {
        Pod pod = new PodBuilder(pod(name))
                .editSpec()
                .withNodeName(node)
                .endSpec()
                .build();
        at.client.resource(pod).create();
        at.usages.cores.put(name, cores);
    }

    private static Node node(String name) {
        return new NodeBuilder().withNewMetadata().withName(name).endMetadata().build();
    }

    private static List<String> names(List<PodMetrics> metrics) {
        return metrics.stream().map(each -> each.getMetadata().getName()).toList();
    }

    private static double cores(NodeMetrics node) {
        return cores(node.getUsage().get("cpu").getNumericalAmount().doubleValue());
    }

    private static double cores(double amount) {
        return amount;
    }
}
