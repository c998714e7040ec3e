package io.etlbed.simulator.embedded.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.etlbed.simulator.embedded.identity.ServiceAccountTokens;
import io.etlbed.simulator.embedded.kubelet.FakeRuntime.FakeContainer;
import io.etlbed.simulator.embedded.store.Deletion;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeletTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ONE = "containers: [{name: c, image: test/server}]";

    @TempDir
    Path temp;

    private final ObjectStore store = new ObjectStore(Clock.systemUTC());
    private final FakeRuntime runtime = new FakeRuntime();
    private final ImageCatalog images = new ImageCatalog();
    private final Kubelet kubelet = Kubelet.start(
            "n1",
            7,
            store,
            NodePods.start(store),
            new ServiceAccountTokens(store, Clock.systemUTC()),
            runtime,
            images,
            new KubeletSettings(Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofMillis(5)));

    @BeforeEach
    void image() {
        images.add(Images.server(temp.resolve("image")));
    }

    @AfterEach
    void stop() {
        kubelet.close();
        store.close();
    }

    @Test
    void a_node_is_registered_ready() {
        Node node = store.of(Node.class).require(null, "n1");
        assertThat(node.getMetadata().getLabels()).containsEntry("kubernetes.io/hostname", "n1");
        assertThat(node.getStatus().getConditions())
                .anyMatch(each ->
                        each.getType().equals("Ready") && each.getStatus().equals("True"));
        assertThat(node.getStatus().getAddresses())
                .anyMatch(each ->
                        each.getType().equals("InternalIP") && each.getAddress().equals("127.0.0.1"));
    }

    @Test
    void a_pod_goes_from_pending_over_running_to_succeeded() throws Exception {
        create("p", "restartPolicy: Never\n" + ONE);
        FakeContainer container = runtime.next();
        assertThat(container.spec.command()).containsExactly("python3", "/app/server.py");
        assertThat(container.spec.environment()).containsEntry("WHO", "bundle").containsEntry("HOSTNAME", "p");
        assertThat(awaitPod("p", pod -> pod.getStatus().getPodIP() != null)
                        .getStatus()
                        .getPhase())
                .isEqualTo("Pending");
        container.run();
        awaitPod("p", pod -> pod.getStatus().getPhase().equals("Running"));
        container.exit.complete(0);
        awaitPod("p", pod -> pod.getStatus().getPhase().equals("Succeeded"));
        await().atMost(PATIENCE).until(() -> runtime.closed.get() == 1);
        assertThat(runtime.starts).isEmpty();
    }

    @Test
    void on_failure_restarts_until_it_succeeds() throws Exception {
        create("p", "restartPolicy: OnFailure\n" + ONE);
        runtime.next().end(1);
        runtime.next().end(2);
        runtime.next().end(0);
        ContainerStatus status =
                status(awaitPod("p", pod -> pod.getStatus().getPhase().equals("Succeeded")));
        assertThat(status.getRestartCount()).isEqualTo(2);
        assertThat(status.getState().getTerminated().getExitCode()).isZero();
        assertThat(status.getLastState().getTerminated().getExitCode()).isEqualTo(2);
    }

    @Test
    void deletion_asks_first_and_kills_after_the_grace_period() throws Exception {
        create("p", "terminationGracePeriodSeconds: 1\n" + ONE);
        FakeContainer container = runtime.next().run();
        awaitPod("p", pod -> pod.getStatus().getPhase().equals("Running"));
        store.of(Pod.class).delete("default", "p", Deletion.usual());
        container.terminated.get(30, TimeUnit.SECONDS);
        assertThat(store.of(Pod.class).get("default", "p")).isPresent();
        container.killed.get(30, TimeUnit.SECONDS);
        awaitGone("p");
        assertThat(runtime.closed).hasValue(1);
    }

    @Test
    void a_pod_that_is_removed_by_force_is_killed_at_once() throws Exception {
        create("p", ONE);
        FakeContainer container = runtime.next().run();
        awaitPod("p", pod -> pod.getStatus().getPhase().equals("Running"));
        store.of(Pod.class).delete("default", "p", Deletion.now());
        container.killed.get(30, TimeUnit.SECONDS);
        await().atMost(PATIENCE).until(() -> runtime.closed.get() == 1);
        // Its successor of the same name is another pod.
        create("p", ONE);
        runtime.next().run();
        awaitPod("p", pod -> pod.getStatus().getPhase().equals("Running"));
    }

    @Test
    void a_sandbox_that_cannot_be_made_is_tried_again() throws Exception {
        runtime.failuresToCome.set(2);
        create("p", ONE);
        runtime.next().run();
        awaitPod("p", pod -> pod.getStatus().getPhase().equals("Running"));
        assertThat(store.of(Event.class).list("default").items())
                .anyMatch(event -> event.getReason().equals("FailedCreatePodSandBox")
                        && event.getMessage().equals("no room"));
    }

    @Test
    void addresses_come_from_the_range_of_the_node_and_are_not_shared() throws Exception {
        for (int i = 0; i < 3; i++) {
            create("p" + i, ONE);
            runtime.next().run();
        }
        assertThat(runtime.sandboxes)
                .extracting(spec -> spec.ip())
                .doesNotHaveDuplicates()
                .allMatch(ip -> ip.startsWith("10.244.7."));
    }

    @Test
    void init_containers_run_in_order_before_all_others() throws Exception {
        create("p", """
                initContainers: [{name: i1, image: test/server}, {name: i2, image: test/server}]
                containers: [{name: c1, image: test/server}, {name: c2, image: test/server}]
                """);
        for (String name : new String[] {"i1", "i2"}) {
            FakeContainer init = runtime.next();
            assertThat(init.spec.name()).isEqualTo(name);
            assertThat(runtime.starts).isEmpty();
            init.end(0);
        }
        FakeContainer first = runtime.next().run();
        FakeContainer second = runtime.next().run();
        assertThat(first.spec.name()).isEqualTo("c1");
        assertThat(second.spec.name()).isEqualTo("c2");
        awaitPod("p", pod -> pod.getStatus().getPhase().equals("Running"));
    }

    @Test
    void a_container_is_not_started_again_while_its_pod_ends() throws Exception {
        create("p", ONE);
        FakeContainer container = runtime.next().run();
        awaitPod("p", pod -> pod.getStatus().getPhase().equals("Running"));
        store.of(Pod.class).delete("default", "p", Deletion.usual());
        container.terminated.get(30, TimeUnit.SECONDS);
        container.exit.complete(143);
        awaitGone("p");
        assertThat(runtime.starts).isEmpty();
    }

    private void create(String name, String spec) {
        String yaml = "apiVersion: v1\nkind: Pod\nmetadata: {name: " + name
                + ", namespace: default}\nspec:\n  nodeName: n1\n" + spec.indent(2);
        store.of(Pod.class).create(Serialization.unmarshal(yaml, Pod.class));
    }

    private Pod awaitPod(String name, Predicate<Pod> state) {
        return await().atMost(PATIENCE)
                .until(
                        () -> store.of(Pod.class).require("default", name),
                        pod -> pod.getStatus() != null && pod.getStatus().getPhase() != null && state.test(pod));
    }

    private void awaitGone(String name) {
        await().atMost(PATIENCE)
                .until(() -> store.of(Pod.class).get("default", name).isEmpty());
    }

    private static ContainerStatus status(Pod pod) {
        return pod.getStatus().getContainerStatuses().get(0);
    }
}
