package io.etlbed.simulator.embedded.store;

import static io.etlbed.simulator.embedded.store.ObjectStoreTest.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchTest {

    private final ObjectStore store = new ObjectStore(Clock.systemUTC(), 8);
    private final Shelf<Pod> pods = store.of(Pod.class);
    private final Recorder seen = new Recorder();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_watch_tells_first_what_is_there_and_then_what_happens() {
        pods.create(pod("a"));
        pods.watch("default", seen);
        pods.create(pod("b"));
        label("a", "x");
        pods.delete("default", "a", Deletion.usual());

        await().until(() -> seen.lines.size() == 4);
        assertThat(seen.lines).containsExactly("ADDED a", "ADDED b", "MODIFIED a", "DELETED a");
    }

    @Test
    void a_watch_from_a_listing_misses_and_repeats_nothing() {
        pods.create(pod("a"));
        Listing<Pod> listing = pods.list(null);
        pods.create(pod("b"));
        pods.watch(null, listing.version(), seen);
        pods.create(pod("c"));

        await().until(() -> seen.lines.size() == 2);
        assertThat(seen.lines).containsExactly("ADDED b", "ADDED c");
    }

    @Test
    void a_watch_of_a_namespace_hears_of_no_other_and_yet_moves_on() {
        store.of(Namespace.class).create(ObjectStore.active("other"));
        Subscription watch = pods.watch("other", seen);
        pods.create(pod("a"));

        await().until(() -> watch.version() == store.version());
        assertThat(seen.lines).isEmpty();
    }

    @Test
    void a_change_knows_the_object_before_and_after() {
        pods.create(pod("a"));
        pods.watch(null, store.version(), seen);
        label("a", "x");

        await().until(() -> seen.changes.size() == 1);
        Change<Pod> change = seen.changes.get(0);
        assertThat(change.object().getMetadata().getLabels()).containsEntry("l", "x");
        assertThat(change.previous().orElseThrow().copy().getMetadata().getLabels())
                .isEmpty();
    }

    @Test
    void a_version_older_than_the_history_is_gone() {
        long start = store.version();
        for (int i = 0; i < 9; i++) {
            pods.create(pod("p" + i));
        }

        assertThatThrownBy(() -> pods.watch(null, start, seen))
                .hasMessageStartingWith("too old resource version")
                .extracting(e -> ((ApiStatusException) e).code())
                .isEqualTo(410);
    }

    @Test
    void a_listener_that_falls_behind_the_history_is_told_so() {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        pods.watch(null, new Recorder() {
            @Override
            public void changed(Change<Pod> change) {
                busy.countDown();
                awaitQuietly(slow);
                super.changed(change);
            }

            @Override
            public void ended(@Nullable ApiStatusException why) {
                seen.ended(why);
            }
        });
        pods.create(pod("first"));
        awaitQuietly(busy);
        for (int i = 0; i < 20; i++) {
            pods.create(pod("p" + i));
        }
        slow.countDown();

        await().until(() -> seen.lines.size() == 1);
        assertThat(seen.lines.get(0)).startsWith("ended: too old resource version");
    }

    @Test
    void a_follower_that_falls_behind_the_history_is_told_of_the_difference_and_goes_on() {
        pods.create(pod("kept"));
        pods.create(pod("changed"));
        pods.create(pod("removed"));
        pods.create(pod("replaced"));
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        pods.follow(change -> {
            seen.changed(change);
            if (change.name().equals("last")) {
                busy.countDown();
                awaitQuietly(slow);
            }
        });
        pods.create(pod("last"));
        awaitQuietly(busy);
        pods.delete("default", "replaced", Deletion.usual());
        pods.create(pod("replaced"));
        for (int i = 0; i < 20; i++) {
            label("changed", "x" + i);
            pods.create(pod("short"));
            pods.delete("default", "short", Deletion.usual());
        }
        pods.delete("default", "removed", Deletion.usual());
        pods.create(pod("new"));
        seen.lines.clear();
        slow.countDown();

        await().until(() -> seen.lines.size() == 5);
        assertThat(seen.lines)
                .containsExactlyInAnyOrder(
                        "DELETED removed", "DELETED replaced", "MODIFIED changed", "ADDED new", "ADDED replaced");
        assertThat(seen.lines.subList(0, 2)).allMatch(line -> line.startsWith("DELETED"));
        pods.create(pod("later"));
        await().until(() -> seen.lines.contains("ADDED later"));
    }

    @Test
    void a_listener_that_fails_hears_of_the_next_change_all_the_same() {
        pods.watch(null, change -> {
            seen.changed(change);
            throw new IllegalStateException("on purpose");
        });
        pods.create(pod("a"));
        pods.create(pod("b"));

        await().until(() -> seen.lines.size() == 2);
    }

    @Test
    void a_closed_watch_hears_nothing_more() {
        Subscription watch = pods.watch(null, seen);
        pods.create(pod("a"));
        await().until(() -> seen.lines.size() == 1);
        watch.close();
        Recorder witness = new Recorder();
        pods.watch(null, store.version(), witness);
        pods.create(pod("b"));

        await().until(() -> witness.lines.size() == 1);
        assertThat(seen.lines).containsExactly("ADDED a");
    }

    @Test
    void closing_the_store_delivers_what_there_is_and_ends_each_watch_and_thread() {
        pods.watch(null, seen);
        pods.create(pod("a"));
        store.close();

        assertThat(seen.lines).containsExactly("ADDED a", "ended: null");
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("etlbed-store-") && thread.isAlive()));
    }

    private void label(String name, String value) {
        pods.update(
                "default",
                name,
                pod -> new PodBuilder(pod)
                        .editMetadata()
                        .addToLabels("l", value)
                        .endMetadata()
                        .build());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static class Recorder implements ChangeListener<Pod> {

        final List<String> lines = new CopyOnWriteArrayList<>();
        final List<Change<Pod>> changes = new CopyOnWriteArrayList<>();

        @Override
        public void changed(Change<Pod> change) {
            changes.add(change);
            lines.add(change.type() + " " + change.name());
        }

        @Override
        public void ended(@Nullable ApiStatusException why) {
            lines.add("ended: " + (why == null ? null : why.getMessage()));
        }
    }
}
