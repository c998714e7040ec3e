package io.etlbed.simulator.embedded.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.etlbed.simulator.Preparation;
import io.etlbed.simulator.Provision;
import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.embedded.identity.ServiceAccountTokens;
import io.etlbed.simulator.embedded.kubelet.FakeRuntime.FakeContainer;
import io.etlbed.simulator.embedded.store.Deletion;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ONE = "containers: [{name: c, image: test/server, env: [{name: MINE, value: mine}]}]";
    private static final Preparation NOTHING = (environment, progress) -> Provision.NOTHING;

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

    private volatile Preparation preparation = NOTHING;

    @BeforeEach
    void image() {
        images.add(Images.server(temp.resolve("image"))
                .withPreparation((environment, progress) -> preparation.prepare(environment, progress)));
    }

    @AfterEach
    void stop() {
        kubelet.close();
        store.close();
    }

    @Test
    void it_sees_the_whole_environment_and_what_it_gives_lies_between_image_and_container() throws Exception {
        CompletableFuture<Map<String, String>> seen = new CompletableFuture<>();
        Provision.Mount mount = new Provision.Mount(temp, "/opt/added");
        preparation = (environment, progress) -> {
            seen.complete(environment);
            return new Provision(
                    List.of(mount),
                    Map.of("WHO", "added", "MINE", "added", "MORE", "added"),
                    List.of("/opt/added/bin", "/opt/second"),
                    List.of());
        };
        create("p");
        FakeContainer container = runtime.next();
        assertThat(seen.get()).containsEntry("WHO", "bundle").containsEntry("MINE", "mine");
        assertThat(container.spec.shown()).containsExactly(mount);
        assertThat(container.spec.environment())
                .containsEntry("WHO", "added")
                .containsEntry("MINE", "mine")
                .containsEntry("MORE", "added");
        assertThat(container.spec.environment().get("PATH")).startsWith("/opt/added/bin:/opt/second:");
    }

    @Test
    void its_notices_are_events_of_the_pod_and_told_once() throws Exception {
        preparation = (environment, progress) -> new Provision(
                List.of(),
                Map.of(),
                List.of(),
                List.of(
                        new Provision.Notice(false, "Chosen", "this one"),
                        new Provision.Notice(true, "Substituted", "not that one")));
        create("p");
        runtime.next().end(1);
        runtime.next().run();
        assertThat(events("Chosen")).singleElement().satisfies(event -> {
            assertThat(event.getType()).isEqualTo("Normal");
            assertThat(event.getMessage()).isEqualTo("this one");
            assertThat(event.getCount()).isEqualTo(1);
            assertThat(event.getInvolvedObject().getFieldPath()).isEqualTo("spec.containers{c}");
        });
        assertThat(events("Substituted"))
                .singleElement()
                .satisfies(event -> assertThat(event.getType()).isEqualTo("Warning"));
    }

    @Test
    void the_container_waits_and_says_how_far_it_is_while_others_go_on() throws Exception {
        CountDownLatch enough = new CountDownLatch(1);
        preparation = (environment, progress) -> {
            if (environment.get("HELD") != null) {
                progress.tell("\u001b[1mfirst\tstep\u001b[0m\n");
                enough.await();
            }
            return Provision.NOTHING;
        };
        create(
                "held",
                "containers: [{name: c, image: test/server, env: [{name: HELD, value: 'yes'}]},"
                        + " {name: d, image: test/server}]");
        assertThat(runtime.next().run().spec.name()).isEqualTo("d");
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(waiting("held").getReason()).isEqualTo("ContainerCreating");
            assertThat(waiting("held").getMessage()).isEqualTo("first step");
        });
        assertThat(events("Preparing"))
                .singleElement()
                .satisfies(event -> assertThat(event.getMessage()).isEqualTo("first step"));
        create("other");
        assertThat(runtime.next().spec.name()).isEqualTo("c");
        enough.countDown();
        assertThat(runtime.next().spec.environment()).containsEntry("HELD", "yes");
    }

    @Test
    void a_flood_of_lines_does_not_reach_the_store_but_the_last_one_does() throws Exception {
        CountDownLatch enough = new CountDownLatch(1);
        preparation = (environment, progress) -> {
            for (int i = 0; i < 10_000; i++) {
                progress.tell("line " + i);
            }
            enough.await();
            return Provision.NOTHING;
        };
        create("p");
        await().atMost(PATIENCE).until(() -> "line 9999".equals(waiting("p").getMessage()));
        assertThat(events("Preparing")).hasSizeLessThanOrEqualTo(5);
        enough.countDown();
        runtime.next().run();
    }

    @Test
    void a_failure_is_told_with_its_begin_and_its_end_and_is_not_tried_again() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        preparation = (environment, progress) -> {
            attempts.incrementAndGet();
            throw new SimulatorException("pip failed" + "x".repeat(100_000) + "no such package");
        };
        create("p");
        await().atMost(PATIENCE)
                .until(() -> "CreateContainerConfigError".equals(waiting("p").getReason()));
        String message = waiting("p").getMessage();
        assertThat(message).startsWith("pip failed").endsWith("no such package").hasSizeLessThan(5000);
        assertThat(events("Failed")).singleElement().satisfies(event -> {
            assertThat(event.getType()).isEqualTo("Warning");
            assertThat(event.getMessage()).isEqualTo("Error: " + message);
        });
        // A new image makes the kubelet look at the pod again.
        images.add(Images.server(temp.resolve("another")).withPreparation(NOTHING));
        create("q");
        runtime.next().run();
        assertThat(attempts).hasValue(1);
        assertThat(runtime.starts).isEmpty();

        store.of(Pod.class).delete("default", "p", Deletion.now());
        await().atMost(PATIENCE)
                .until(() -> store.of(Pod.class).get("default", "p").isEmpty());
        create("p");
        runtime.next().run();
    }

    @Test
    void what_is_broken_is_told_as_such() {
        preparation = (environment, progress) -> {
            throw new IllegalStateException("oops");
        };
        create("p");
        await().atMost(PATIENCE)
                .until(() -> "CreateContainerConfigError".equals(waiting("p").getReason()));
        assertThat(waiting("p").getMessage()).contains("IllegalStateException: oops");
    }

    @Test
    void deletion_interrupts_it() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CompletableFuture<Void> interrupted = new CompletableFuture<>();
        preparation = until(began, interrupted);
        create("p");
        began.await();
        store.of(Pod.class).delete("default", "p", Deletion.usual());
        interrupted.get(30, TimeUnit.SECONDS);
        await().atMost(PATIENCE)
                .until(() -> store.of(Pod.class).get("default", "p").isEmpty());
        assertThat(runtime.starts).isEmpty();
    }

    @Test
    void a_node_that_ends_waits_until_nothing_is_prepared_any_more() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CompletableFuture<Void> interrupted = new CompletableFuture<>();
        preparation = until(began, interrupted);
        create("p");
        began.await();
        kubelet.close();
        assertThat(interrupted).isDone();
    }

    @Test
    void it_is_done_before_each_start() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        preparation = (environment, progress) ->
                new Provision(List.of(), Map.of("RUN", "" + attempts.incrementAndGet()), List.of(), List.of());
        create("p");
        FakeContainer first = runtime.next();
        assertThat(first.spec.environment()).containsEntry("RUN", "1");
        first.end(1);
        assertThat(runtime.next().spec.environment()).containsEntry("RUN", "2");
    }

    private static Preparation until(CountDownLatch began, CompletableFuture<Void> interrupted) {
        return (environment, progress) -> {
            try {
                began.countDown();
                new CountDownLatch(1).await();
                return Provision.NOTHING;
            } finally {
                interrupted.complete(null);
            }
        };
    }

    private void create(String name) {
        create(name, ONE);
    }

    private void create(String name, String spec) {
        String yaml = "apiVersion: v1\nkind: Pod\nmetadata: {name: " + name
                + ", namespace: default}\nspec:\n  nodeName: n1\n" + spec.indent(2);
        store.of(Pod.class).create(Serialization.unmarshal(yaml, Pod.class));
    }

    private ContainerStateWaiting waiting(String name) {
        Pod pod = store.of(Pod.class).require("default", name);
        if (pod.getStatus() == null || pod.getStatus().getContainerStatuses().isEmpty()) {
            return new ContainerStateWaiting();
        }
        ContainerStateWaiting waiting =
                pod.getStatus().getContainerStatuses().get(0).getState().getWaiting();
        return waiting == null ? new ContainerStateWaiting() : waiting;
    }

    private List<Event> events(String reason) {
        return store.of(Event.class)
                .list("default", event -> event.getReason().equals(reason))
                .items();
    }
}
