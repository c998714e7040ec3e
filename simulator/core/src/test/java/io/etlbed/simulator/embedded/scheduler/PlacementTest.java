package io.etlbed.simulator.embedded.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirementBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTest {

    private static final List<Node> NODES = List.of(
            node("a", Map.of("disk", "ssd", "gpus", "2")),
            node("b", Map.of("disk", "hdd", "gpus", "10")),
            node("c", Map.of()));

    @Test
    void pods_go_where_the_fewest_are_and_by_name_where_that_is_even() {
        assertThat(Placement.of(pod(), NODES, Map.of())).isEqualTo(new Placement.On("a"));
        assertThat(Placement.of(pod(), NODES, Map.of("a", 2, "b", 1, "c", 1))).isEqualTo(new Placement.On("b"));
    }

    @Test
    void every_label_of_a_node_selector_must_be_there() {
        Pod pod = new PodBuilder(pod())
                .editSpec()
                .addToNodeSelector("disk", "hdd")
                .endSpec()
                .build();
        assertThat(Placement.of(pod, NODES, Map.of("b", 100))).isEqualTo(new Placement.On("b"));
        pod.getSpec().setNodeSelector(Map.of("disk", "hdd", "gpus", "2"));
        assertThat(Placement.of(pod, NODES, Map.of()))
                .isEqualTo(new Placement.Nowhere(
                        "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector."));
    }

    @ParameterizedTest
    @CsvSource({
        "disk, In, ssd;nvme, a",
        "disk, NotIn, ssd, b;c",
        "disk, Exists, , a;b",
        "disk, DoesNotExist, , c",
        "gpus, Gt, 2, b",
        "gpus, Lt, 3, a",
        "gpus, Gt, many, ''",
        "disk, Gt, 1, ''",
        "disk, Almost, ssd, ''",
    })
    void required_affinity_is_kept(String key, String operator, String values, String fitting) {
        Pod pod = affine(key, operator, values == null ? List.of() : List.of(values.split(";", -1)));
        List<String> fits = NODES.stream()
                .filter(node -> NodeMatch.obstacle(pod, node).isEmpty())
                .map(node -> node.getMetadata().getName())
                .toList();
        assertThat(String.join(";", fits)).isEqualTo(fitting);
    }

    @Test
    void one_term_is_enough_and_an_empty_one_never_holds() {
        Pod pod = affine("disk", "In", List.of("tape"));
        pod.getSpec()
                .getAffinity()
                .getNodeAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution()
                .getNodeSelectorTerms()
                .add(new io.fabric8.kubernetes.api.model.NodeSelectorTermBuilder()
                        .addNewMatchField()
                        .withKey("metadata.name")
                        .withOperator("In")
                        .withValues("c")
                        .endMatchField()
                        .build());
        assertThat(Placement.of(pod, NODES, Map.of())).isEqualTo(new Placement.On("c"));
    }

    @Test
    void a_node_that_is_cordoned_is_told_apart() {
        Node cordoned = new NodeBuilder(NODES.get(0))
                .withNewSpec()
                .withUnschedulable(true)
                .endSpec()
                .build();
        Pod pod = affine("disk", "In", List.of("ssd"));
        assertThat(Placement.of(pod, List.of(cordoned, NODES.get(1)), Map.of()))
                .isEqualTo(new Placement.Nowhere("0/2 nodes are available: 1 node(s) didn't match Pod's node"
                        + " affinity/selector, 1 node(s) were unschedulable."));
        assertThat(Placement.of(pod, List.of(), Map.of()))
                .isEqualTo(new Placement.Nowhere("no nodes available to schedule pods"));
    }

    private static Node node(String name, Map<String, String> labels) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .build();
    }

    private static Pod pod() {
        return new PodBuilder()
                .withNewMetadata()
                .withName("p")
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .build();
    }

    private static Pod affine(String key, String operator, List<String> values) {
        return new PodBuilder(pod())
                .editSpec()
                .withNewAffinity()
                .withNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .addNewNodeSelectorTerm()
                .addToMatchExpressions(new NodeSelectorRequirementBuilder()
                        .withKey(key)
                        .withOperator(operator)
                        .withValues(values)
                        .build())
                .endNodeSelectorTerm()
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .endAffinity()
                .endSpec()
                .build();
    }
}
