package io.etlbed.simulator.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObjectStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final ObjectStore store = new ObjectStore(Clock.fixed(NOW, ZoneOffset.UTC));
    private final Shelf<Pod> pods = store.of(Pod.class);

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_new_object_gets_uid_time_generation_and_a_version_that_grows() {
        Pod first = pods.create(pod("a"));
        Pod second = pods.create(pod("b"));

        assertThat(first.getMetadata().getUid())
                .isNotEmpty()
                .isNotEqualTo(second.getMetadata().getUid());
        assertThat(first.getMetadata().getCreationTimestamp()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(first.getMetadata().getGeneration()).isEqualTo(1);
        assertThat(version(second)).isGreaterThan(version(first)).isEqualTo(store.version());
    }

    @Test
    void a_name_is_generated_from_its_prefix() {
        Pod made = pods.create(new PodBuilder(pod("x"))
                .editMetadata()
                .withName(null)
                .withGenerateName("gen-")
                .endMetadata()
                .build());

        assertThat(made.getMetadata().getName()).matches("gen-[a-z0-9]{5}");
    }

    @Test
    void the_second_of_a_name_is_refused_as_Kubernetes_words_it() {
        pods.create(pod("a"));

        ApiStatusException refused = catchThrowableOfType(ApiStatusException.class, () -> pods.create(pod("a")));

        assertThat(refused).hasMessage("pods \"a\" already exists");
        assertThat(refused.toStatus().getReason()).isEqualTo("AlreadyExists");
        assertThat(refused.toStatus().getCode()).isEqualTo(409);
        assertThat(refused.toStatus().getDetails().getName()).isEqualTo("a");
    }

    @Test
    void nothing_is_made_in_a_namespace_that_is_not_there_or_is_going() {
        assertThatThrownBy(() -> pods.create(in("nowhere", pod("a")))).hasMessage("namespaces \"nowhere\" not found");

        store.of(Namespace.class).create(ObjectStore.active("going"));
        Namespace marked = store.of(Namespace.class).delete(null, "going", Deletion.usual());
        assertThat(marked.getStatus().getPhase()).isEqualTo("Terminating");
        assertThatThrownBy(() -> pods.create(in("going", pod("a"))))
                .hasMessageContaining("forbidden: unable to create new content in namespace going");
    }

    @Test
    void a_namespace_is_gone_when_its_last_finalizer_is_taken() {
        Shelf<Namespace> namespaces = store.of(Namespace.class);
        namespaces.create(ObjectStore.active("going"));
        namespaces.delete(null, "going", Deletion.usual());

        namespaces.update(null, "going", namespace -> {
            namespace.getSpec().setFinalizers(List.of());
            return namespace;
        });

        assertThat(namespaces.get(null, "going")).isEmpty();
    }

    @Test
    void what_is_handed_out_or_in_is_not_the_stores_own() {
        Pod mine = pod("a");
        pods.create(mine).getMetadata().setName("changed");
        mine.getSpec().setNodeName("changed");

        Pod stored = pods.require("default", "a");

        assertThat(stored.getSpec().getNodeName()).isNull();
        assertThat(stored.getMetadata().getName()).isEqualTo("a");
    }

    @Test
    void fields_that_the_model_does_not_know_survive() {
        Pod strange = pod("a");
        strange.getSpec().setAdditionalProperty("flavour", "vanilla");
        pods.create(strange);

        assertThat(pods.require("default", "a").getSpec().getAdditionalProperties())
                .containsEntry("flavour", "vanilla");
    }

    @Test
    void an_update_that_changes_nothing_makes_no_version() {
        pods.create(pod("a"));
        long before = store.version();

        pods.update("default", "a", pod -> pod);

        assertThat(store.version()).isEqualTo(before);
    }

    @Test
    void only_a_new_spec_is_a_new_generation() {
        pods.create(pod("a"));

        Pod status = pods.update(
                "default",
                "a",
                pod -> new PodBuilder(pod)
                        .withNewStatus()
                        .withPhase("Running")
                        .endStatus()
                        .build());
        Pod spec = pods.update(
                "default",
                "a",
                pod -> new PodBuilder(pod)
                        .editSpec()
                        .withNodeName("n")
                        .endSpec()
                        .build());

        assertThat(status.getMetadata().getGeneration()).isEqualTo(1);
        assertThat(spec.getMetadata().getGeneration()).isEqualTo(2);
    }

    @Test
    void a_stale_version_is_a_conflict() {
        Pod stale = pods.create(pod("a"));
        pods.update(
                "default",
                "a",
                pod -> new PodBuilder(pod)
                        .editMetadata()
                        .addToLabels("a", "b")
                        .endMetadata()
                        .build());

        assertThatThrownBy(() -> pods.replace(stale))
                .hasMessage("Operation cannot be fulfilled on pods \"a\": the object has been modified; "
                        + "please apply your changes to the latest version and try again");
    }

    @Test
    void a_placed_pod_is_marked_first_and_removed_by_its_kubelet() {
        pods.create(placed(pod("a")));

        Pod marked = pods.delete("default", "a", Deletion.within(5));
        assertThat(marked.getMetadata().getDeletionTimestamp()).isEqualTo("2026-11-22T10:00:05Z");
        assertThat(marked.getMetadata().getDeletionGracePeriodSeconds()).isEqualTo(5);
        assertThat(pods.get("default", "a")).isPresent();

        pods.delete("default", "a", Deletion.now().onlyUid(marked.getMetadata().getUid()));
        assertThat(pods.get("default", "a")).isEmpty();
    }

    @Test
    void a_pod_without_a_node_goes_at_once() {
        pods.create(pod("a"));

        pods.delete("default", "a", Deletion.usual());

        assertThat(pods.get("default", "a")).isEmpty();
    }

    @Test
    void the_uid_protects_a_namesake() {
        pods.create(pod("a"));

        assertThatThrownBy(() -> pods.delete("default", "a", Deletion.now().onlyUid("other")))
                .hasMessageStartingWith(
                        "Operation cannot be fulfilled on pods \"a\": Precondition failed: UID in precondition: other");
        assertThatThrownBy(() -> pods.delete("default", "b", Deletion.now())).hasMessage("pods \"b\" not found");
    }

    @Test
    void a_finalizer_holds_an_object_until_it_is_taken() {
        Shelf<ConfigMap> maps = store.of(ConfigMap.class);
        maps.create(new ConfigMapBuilder()
                .withNewMetadata()
                .withName("m")
                .withNamespace("default")
                .withFinalizers("x/y")
                .endMetadata()
                .build());

        assertThat(maps.delete("default", "m", Deletion.usual()).getMetadata().getDeletionTimestamp())
                .isNotNull();
        maps.update("default", "m", map -> {
            map.getMetadata().setFinalizers(List.of());
            return map;
        });

        assertThat(maps.get("default", "m")).isEmpty();
    }

    @Test
    void writers_at_once_lose_no_update() throws Exception {
        pods.create(pod("a"));
        var threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                String label = "w" + writer;
                writers.add(threads.submit(() -> {
                    for (int i = 1; i <= 25; i++) {
                        String count = Integer.toString(i);
                        pods.update(
                                "default",
                                "a",
                                pod -> new PodBuilder(pod)
                                        .editMetadata()
                                        .addToLabels(label, count)
                                        .endMetadata()
                                        .build());
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(pods.require("default", "a").getMetadata().getLabels())
                .containsOnlyKeys("w0", "w1", "w2", "w3")
                .allSatisfy((label, count) -> assertThat(count).isEqualTo("25"));
    }

    @Test
    void a_closed_store_refuses_changes_and_can_be_read() {
        pods.create(pod("a"));
        store.close();

        assertThatThrownBy(() -> pods.create(pod("b"))).hasMessage("the cluster is closed");
        assertThat(pods.get("default", "a")).isPresent();
    }

    static Pod pod(String name) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("c")
                .withImage("i")
                .endContainer()
                .endSpec()
                .build();
    }

    private static Pod placed(Pod pod) {
        return new PodBuilder(pod).editSpec().withNodeName("node-0").endSpec().build();
    }

    private static Pod in(String namespace, Pod pod) {
        return new PodBuilder(pod)
                .editMetadata()
                .withNamespace(namespace)
                .endMetadata()
                .build();
    }

    private static long version(Pod pod) {
        return Long.parseLong(pod.getMetadata().getResourceVersion());
    }
}
