package io.etlbed.simulator.embedded.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.etlbed.simulator.embedded.store.Deletion;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ObjectStore store = new ObjectStore(Clock.systemUTC());
    private final Scheduler scheduler = Scheduler.start(store);

    @AfterEach
    void stop() {
        scheduler.close();
        store.close();
    }

    @Test
    void pods_are_bound_and_spread() {
        node("n1", Map.of());
        node("n2", Map.of());
        create("p1", Map.of());
        create("p2", Map.of());
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(new String[] {nodeOf("p1"), nodeOf("p2")}).containsExactlyInAnyOrder("n1", "n2"));
        assertThat(condition("p1").getStatus()).isEqualTo("True");
        awaitEvent("p1", "Scheduled", "Successfully assigned default/p1 to n");
    }

    @Test
    void what_fits_nowhere_says_why_and_is_bound_when_a_node_comes() {
        node("n1", Map.of());
        create("picky", Map.of("disk", "ssd"));
        awaitEvent("picky", "FailedScheduling", "0/1 nodes are available: 1 node(s) didn't match");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(condition("picky").getReason()).isEqualTo("Unschedulable"));
        assertThat(pod("picky").getStatus().getPhase()).isEqualTo("Pending");

        node("n2", Map.of("disk", "ssd"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(nodeOf("picky")).isEqualTo("n2"));
        assertThat(condition("picky").getStatus()).isEqualTo("True");
    }

    @Test
    void a_pod_that_names_its_node_and_one_that_is_going_are_left_alone() {
        create("going", Map.of("disk", "none"));
        store.of(Pod.class).delete("default", "going", Deletion.usual());
        Pod placed = create("placed", Map.of());
        store.of(Pod.class).update("default", "placed", pod -> {
            pod.getSpec().setNodeName("elsewhere");
            return pod;
        });
        node("n1", Map.of());
        create("other", Map.of());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(nodeOf("other")).isEqualTo("n1"));
        assertThat(nodeOf(placed.getMetadata().getName())).isEqualTo("elsewhere");
    }

    @Test
    void a_pod_that_has_ended_leaves_its_room() {
        node("n1", Map.of());
        store.of(Node.class)
                .update(
                        null,
                        "n1",
                        node -> new NodeBuilder(node)
                                .withNewStatus()
                                .addToAllocatable("pods", new Quantity("1"))
                                .endStatus()
                                .build());
        create("first", Map.of());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(nodeOf("first")).isEqualTo("n1"));
        create("second", Map.of());
        awaitEvent("second", "FailedScheduling", "0/1 nodes are available: 1 Too many pods.");
        store.of(Pod.class)
                .update(
                        "default",
                        "first",
                        pod -> new PodBuilder(pod)
                                .withNewStatus()
                                .withPhase("Succeeded")
                                .endStatus()
                                .build());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(nodeOf("second")).isEqualTo("n1"));
    }

    private void node(String name, Map<String, String> labels) {
        store.of(Node.class)
                .create(new NodeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(labels)
                        .endMetadata()
                        .build());
    }

    private Pod create(String name, Map<String, String> selector) {
        return store.of(Pod.class)
                .create(new PodBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace("default")
                        .endMetadata()
                        .withNewSpec()
                        .withNodeSelector(selector)
                        .addNewContainer()
                        .withName("c")
                        .withImage("i")
                        .endContainer()
                        .endSpec()
                        .build());
    }

    private Pod pod(String name) {
        return store.of(Pod.class).require("default", name);
    }

    private String nodeOf(String name) {
        return String.valueOf(pod(name).getSpec().getNodeName());
    }

    private PodCondition condition(String name) {
        return pod(name).getStatus().getConditions().stream()
                .filter(each -> each.getType().equals("PodScheduled"))
                .findFirst()
                .orElseThrow();
    }

    private void awaitEvent(String pod, String reason, String message) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                store.of(Event.class).list("default").items())
                        .anySatisfy(event -> {
                            assertThat(event.getInvolvedObject().getName()).isEqualTo(pod);
                            assertThat(event.getReason()).isEqualTo(reason);
                            assertThat(event.getMessage()).contains(message);
                        }));
    }
}
