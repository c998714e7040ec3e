package io.etlbed.simulator.embedded.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirementBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.PodAffinityTermBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
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
        assertThat(place(pod(), NODES)).isEqualTo(new Placement.On("a"));
        assertThat(place(pod(), NODES, on("a"), on("a"), on("b"), on("c"))).isEqualTo(new Placement.On("b"));
    }

    @Test
    void every_label_of_a_node_selector_must_be_there() {
        Pod pod = new PodBuilder(pod())
                .editSpec()
                .addToNodeSelector("disk", "hdd")
                .endSpec()
                .build();
        assertThat(place(pod, NODES, on("b"))).isEqualTo(new Placement.On("b"));
        pod.getSpec().setNodeSelector(Map.of("disk", "hdd", "gpus", "2"));
        assertThat(place(pod, NODES))
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
                .filter(node ->
                        new NodeMatch().obstacle(pod, node, state(NODES)).isEmpty())
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
        assertThat(place(pod, NODES)).isEqualTo(new Placement.On("c"));
    }

    @Test
    void a_node_that_is_cordoned_is_told_apart() {
        Node cordoned = new NodeBuilder(NODES.get(0))
                .withNewSpec()
                .withUnschedulable(true)
                .endSpec()
                .build();
        Pod pod = affine("disk", "In", List.of("ssd"));
        assertThat(place(pod, List.of(cordoned, NODES.get(1))))
                .isEqualTo(new Placement.Nowhere("0/2 nodes are available: 1 node(s) didn't match Pod's node"
                        + " affinity/selector, 1 node(s) were unschedulable."));
        assertThat(place(pod, List.of())).isEqualTo(new Placement.Nowhere("no nodes available to schedule pods"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "NoSchedule, , , , , ''",
                "NoExecute, , , , , ''",
                "PreferNoSchedule, , , , , tainted",
                "NoSchedule, gpu, Equal, yes, NoSchedule, tainted",
                "NoSchedule, gpu, , yes, , tainted",
                "NoSchedule, gpu, Equal, no, NoSchedule, ''",
                "NoSchedule, gpu, Exists, , , tainted",
                "NoSchedule, gpu, Exists, , NoExecute, ''",
                "NoSchedule, , Exists, , , tainted",
                "NoSchedule, other, Exists, , , ''",
            })
    void a_tainted_node_is_for_pods_that_tolerate_it(
            String effect, String key, String operator, String value, String toleratedEffect, String expected) {
        Node tainted = new NodeBuilder(node("tainted", Map.of()))
                .withNewSpec()
                .addNewTaint(effect, "gpu", null, "yes")
                .endSpec()
                .build();
        Pod pod = pod();
        if (key != null || operator != null) {
            pod.getSpec().setTolerations(List.of(new Toleration(toleratedEffect, key, operator, null, value)));
        }
        assertThat(place(pod, List.of(tainted)))
                .isEqualTo(
                        "tainted".equals(expected)
                                ? new Placement.On("tainted")
                                : new Placement.Nowhere(
                                        "0/1 nodes are available: 1 node(s) had untolerated taint {gpu: yes}."));
    }

    @Test
    void a_node_that_pods_would_rather_avoid_is_the_last_choice() {
        Node tainted = new NodeBuilder(node("0", Map.of()))
                .withNewSpec()
                .addNewTaint("PreferNoSchedule", "slow", null, null)
                .endSpec()
                .build();
        assertThat(place(pod(), List.of(tainted, NODES.get(0)), on("a"), on("a")))
                .isEqualTo(new Placement.On("a"));
    }

    @Test
    void what_is_requested_must_be_free() {
        List<Node> nodes = List.of(sized("small", "2", "1Gi", "3"), sized("big", "4", "8Gi", "3"));
        Pod three = requesting("2500m", "512Mi");
        assertThat(place(three, nodes)).isEqualTo(new Placement.On("big"));
        assertThat(place(three, nodes, bound(three, "big")))
                .isEqualTo(new Placement.Nowhere("0/2 nodes are available: 2 Insufficient cpu."));
        assertThat(place(requesting("3", "9Gi"), nodes))
                .isEqualTo(new Placement.Nowhere("0/2 nodes are available: 1 Insufficient cpu, Insufficient memory,"
                        + " 1 Insufficient memory."));
        Pod[] full = {on("small"), on("small"), on("small"), on("big"), on("big"), on("big")};
        assertThat(place(pod(), nodes, full))
                .isEqualTo(new Placement.Nowhere("0/2 nodes are available: 2 Too many pods."));
        Pod ended = bound(three, "big");
        ended.setStatus(new PodStatusBuilder().withPhase("Succeeded").build());
        assertThat(place(three, nodes, ended)).isEqualTo(new Placement.On("big"));
    }

    @Test
    void init_containers_need_room_one_after_the_other_and_what_a_node_has_not_is_missing() {
        List<Node> nodes = List.of(sized("n", "2", "1Gi", "10"));
        Pod pod = requesting("500m", "1Mi");
        Container greedy = requesting("2", "1Mi").getSpec().getContainers().get(0);
        pod.getSpec().setInitContainers(List.of(greedy, greedy));
        assertThat(place(pod, nodes)).isEqualTo(new Placement.On("n"));
        assertThat(place(pod, nodes, bound(requesting("1m", "1Mi"), "n")))
                .isEqualTo(new Placement.Nowhere("0/1 nodes are available: 1 Insufficient cpu."));
        pod.getSpec().getContainers().get(0).getResources().setRequests(Map.of("nvidia.com/gpu", new Quantity("1")));
        assertThat(place(pod, nodes))
                .isEqualTo(new Placement.Nowhere("0/1 nodes are available: 1 Insufficient nvidia.com/gpu."));
    }

    @Test
    void pods_go_where_those_are_that_they_want_and_not_where_they_want_none() {
        List<Node> zones = List.of(
                node("e1", Map.of("zone", "east")),
                node("e2", Map.of("zone", "east")),
                node("w1", Map.of("zone", "west")));
        Pod near = together("app", "web", "zone");
        assertThat(place(near, zones))
                .isEqualTo(
                        new Placement.Nowhere("0/3 nodes are available: 3 node(s) didn't match pod affinity rules."));
        assertThat(place(near, zones, bound(labelled("app", "web"), "e1"), on("e1")))
                .isEqualTo(new Placement.On("e2"));

        Pod far = apart("app", "web", "zone");
        assertThat(place(far, zones, bound(labelled("app", "web"), "e1"))).isEqualTo(new Placement.On("w1"));
        assertThat(place(far, zones, bound(labelled("app", "web"), "e1"), bound(labelled("app", "web"), "w1")))
                .isEqualTo(new Placement.Nowhere(
                        "0/3 nodes are available: 3 node(s) didn't match pod anti-affinity rules."));
        // What runs keeps others away, too.
        assertThat(place(labelled("app", "web"), zones, bound(far, "e2"))).isEqualTo(new Placement.On("w1"));
        assertThat(place(labelled("app", "web"), zones, bound(far, "e2"), bound(far, "w1")))
                .isEqualTo(new Placement.Nowhere(
                        "0/3 nodes are available: 3 node(s) didn't satisfy existing pods" + " anti-affinity rules."));
        assertThat(place(far, List.of(node("nowhere", Map.of())), bound(labelled("app", "web"), "nowhere")))
                .isEqualTo(new Placement.On("nowhere"));
    }

    @Test
    void the_first_of_a_group_that_wants_to_be_together_has_nobody_to_join() {
        List<Node> zones = List.of(node("e1", Map.of("zone", "east")), node("w1", Map.of("zone", "west")));
        Pod member = together("group", "one", "zone");
        member.getMetadata().setLabels(Map.of("group", "one"));
        assertThat(place(member, zones)).isEqualTo(new Placement.On("e1"));
        assertThat(place(member, zones, bound(member, "w1"))).isEqualTo(new Placement.On("w1"));
    }

    @Test
    void pods_of_other_namespaces_are_meant_where_the_term_says_so() {
        List<Node> nodes = List.of(node("a", Map.of("zone", "east")), node("b", Map.of("zone", "west")));
        Pod elsewhere = bound(labelled("app", "web"), "b");
        elsewhere.getMetadata().setNamespace("other");
        Pod near = together("app", "web", "zone");
        assertThat(place(near, nodes, elsewhere)).isInstanceOf(Placement.Nowhere.class);
        term(near).setNamespaces(List.of("other"));
        assertThat(place(near, nodes, elsewhere)).isEqualTo(new Placement.On("b"));
        term(near).setNamespaces(List.of());
        term(near)
                .setNamespaceSelector(new LabelSelectorBuilder()
                        .addToMatchLabels("team", "vision")
                        .build());
        Map<String, Map<String, String>> namespaces = Map.of("other", Map.of("team", "vision"));
        assertThat(Placement.of(near, state(namespaces, nodes, elsewhere))).isEqualTo(new Placement.On("b"));
    }

    @Test
    void preferences_count_by_their_weights() {
        Pod pod = pod();
        pod.getSpec()
                .setAffinity(new AffinityBuilder()
                        .withNewNodeAffinity()
                        .addNewPreferredDuringSchedulingIgnoredDuringExecution()
                        .withWeight(1)
                        .withNewPreference()
                        .addToMatchExpressions(new NodeSelectorRequirement("disk", "In", List.of("ssd")))
                        .endPreference()
                        .endPreferredDuringSchedulingIgnoredDuringExecution()
                        .addNewPreferredDuringSchedulingIgnoredDuringExecution()
                        .withWeight(10)
                        .withNewPreference()
                        .addToMatchExpressions(new NodeSelectorRequirement("gpus", "Gt", List.of("5")))
                        .endPreference()
                        .endPreferredDuringSchedulingIgnoredDuringExecution()
                        .endNodeAffinity()
                        .build());
        assertThat(place(pod, NODES, on("b"), on("b"))).isEqualTo(new Placement.On("b"));
    }

    private static Placement place(Pod pod, List<Node> nodes, Pod... running) {
        return Placement.of(pod, state(nodes, running));
    }

    private static ClusterState state(List<Node> nodes, Pod... running) {
        return state(Map.of(), nodes, running);
    }

    private static ClusterState state(Map<String, Map<String, String>> namespaces, List<Node> nodes, Pod... running) {
        ClusterState state = new ClusterState(name -> namespaces.getOrDefault(name, Map.of()));
        nodes.forEach(state::put);
        for (int i = 0; i < running.length; i++) {
            Pod pod = new PodBuilder(running[i])
                    .editMetadata()
                    .withUid("uid-" + i)
                    .endMetadata()
                    .build();
            if (!ClusterState.hasEnded(pod)) {
                state.put(pod, pod.getSpec().getNodeName());
            }
        }
        return state;
    }

    private static Pod on(String node) {
        return bound(pod(), node);
    }

    private static Pod bound(Pod pod, String node) {
        return new PodBuilder(pod).editSpec().withNodeName(node).endSpec().build();
    }

    private static Pod labelled(String key, String value) {
        return new PodBuilder(pod())
                .editMetadata()
                .addToLabels(key, value)
                .endMetadata()
                .build();
    }

    private static Pod together(String key, String value, String topology) {
        return new PodBuilder(pod())
                .editSpec()
                .withNewAffinity()
                .withNewPodAffinity()
                .addToRequiredDuringSchedulingIgnoredDuringExecution(term(key, value, topology))
                .endPodAffinity()
                .endAffinity()
                .endSpec()
                .build();
    }

    private static Pod apart(String key, String value, String topology) {
        return new PodBuilder(pod())
                .editSpec()
                .withNewAffinity()
                .withNewPodAntiAffinity()
                .addToRequiredDuringSchedulingIgnoredDuringExecution(term(key, value, topology))
                .endPodAntiAffinity()
                .endAffinity()
                .endSpec()
                .build();
    }

    private static PodAffinityTerm term(String key, String value, String topology) {
        return new PodAffinityTermBuilder()
                .withNewLabelSelector()
                .addToMatchExpressions(new LabelSelectorRequirement(key, "In", List.of(value, "another")))
                .endLabelSelector()
                .withTopologyKey(topology)
                .build();
    }

    private static PodAffinityTerm term(Pod pod) {
        return pod.getSpec()
                .getAffinity()
                .getPodAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution()
                .get(0);
    }

    private static Pod requesting(String cpu, String memory) {
        return new PodBuilder(pod())
                .editSpec()
                .addNewContainer()
                .withName("c")
                .withNewResources()
                .addToRequests("cpu", new Quantity(cpu))
                .addToRequests("memory", new Quantity(memory))
                .endResources()
                .endContainer()
                .endSpec()
                .build();
    }

    private static Node sized(String name, String cpu, String memory, String pods) {
        return new NodeBuilder(node(name, Map.of()))
                .withNewStatus()
                .addToAllocatable("cpu", new Quantity(cpu))
                .addToAllocatable("memory", new Quantity(memory))
                .addToAllocatable("pods", new Quantity(pods))
                .endStatus()
                .build();
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
                .withNamespace("default")
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
