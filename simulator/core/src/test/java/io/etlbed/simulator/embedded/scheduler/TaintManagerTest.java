package io.etlbed.simulator.embedded.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.etlbed.simulator.embedded.store.ObjectStore;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaintManagerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ObjectStore store = new ObjectStore(Clock.systemUTC());
    private final TaintManager manager = TaintManager.start(store);

    @BeforeEach
    void prepare() {
        for (String name : List.of("n1", "n2")) {
            store.of(Node.class)
                    .create(new NodeBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .endMetadata()
                            .build());
        }
    }

    @AfterEach
    void stop() {
        manager.close();
        store.close();
    }

    @Test
    void pods_that_do_not_tolerate_it_are_deleted_from_that_node_alone() {
        pod("goes", "n1");
        pod("tolerates", "n1", new Toleration("NoExecute", "broken", "Exists", null, null));
        pod("tolerates-another", "n1", new Toleration("NoExecute", "slow", "Exists", null, null));
        pod("elsewhere", "n2");
        taint("NoSchedule");
        pod("later", "n1");
        assertThat(isThere("goes")).isTrue();
        taint("NoExecute");
        await().atMost(PATIENCE).until(() -> !isThere("goes") && !isThere("tolerates-another") && !isThere("later"));
        assertThat(isThere("tolerates")).isTrue();
        assertThat(isThere("elsewhere")).isTrue();
        assertThat(store.of(Event.class).list("default").items())
                .anySatisfy(event -> assertThat(event.getMessage()).isEqualTo("Marking for deletion Pod default/goes"));

        pod("comes", "n1");
        await().atMost(PATIENCE).until(() -> !isThere("comes"));
    }

    @Test
    void a_pod_may_stay_as_long_as_it_tolerates_it_and_for_ever_where_the_taint_goes_before() {
        pod("a-second", "n1", new Toleration("NoExecute", "broken", "Exists", 1L, null));
        pod("an-hour", "n1", new Toleration("NoExecute", "broken", "Exists", 3600L, null));
        long began = System.nanoTime();
        taint("NoExecute");
        await().atMost(PATIENCE).until(() -> !isThere("a-second"));
        assertThat(System.nanoTime() - began)
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1).toNanos());
        assertThat(isThere("an-hour")).isTrue();

        taint("PreferNoSchedule");
        pod("comes", "n1");
        assertThat(isThere("comes")).isTrue();
    }

    private void taint(String effect) {
        store.of(Node.class)
                .update(
                        null,
                        "n1",
                        node -> new NodeBuilder(node)
                                .withNewSpec()
                                .addNewTaint(effect, "broken", null, null)
                                .endSpec()
                                .build());
    }

    private void pod(String name, String node, Toleration... tolerations) {
        store.of(Pod.class)
                .create(new PodBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace("default")
                        .endMetadata()
                        .withNewSpec()
                        .withNodeName(node)
                        .withTerminationGracePeriodSeconds(0L)
                        .withTolerations(tolerations)
                        .addNewContainer()
                        .withName("c")
                        .withImage("i")
                        .endContainer()
                        .endSpec()
                        .build());
    }

    private boolean isThere(String pod) {
        return store.of(Pod.class).get("default", pod).isPresent();
    }
}
