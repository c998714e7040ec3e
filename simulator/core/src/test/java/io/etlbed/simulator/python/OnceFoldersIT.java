package io.etlbed.simulator.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.etlbed.simulator.Preparation.Progress;
import io.etlbed.simulator.SimulatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnceFoldersIT {

    @TempDir
    Path temp;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger makings = new AtomicInteger();
    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private Path home = Path.of("");

    @BeforeEach
    void home() {
        home = temp.resolve("folders");
    }

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void many_threads_that_want_the_same_get_what_one_of_them_has_made() throws Exception {
        List<Future<Path>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(threads.submit(() -> get("a", this::whenToldTo)));
        }
        Future<Path> other = threads.submit(() -> get("b", OnceFoldersIT::atOnce));
        assertThat(other.get()).isEqualTo(home.resolve("b"));
        go.countDown();
        for (Future<Path> each : all) {
            assertThat(each.get()).isEqualTo(home.resolve("a")).isDirectoryContaining("glob:**/file");
        }
        assertThat(makings).hasValue(1);
        assertThat(names()).containsExactlyInAnyOrder("a", "b", "locks");
    }

    @Test
    void a_failure_is_everybodys_and_leaves_nothing_and_the_next_tries_again() throws Exception {
        List<Future<Path>> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(threads.submit(() -> get("a", (work, progress) -> {
                whenToldTo(work, progress);
                throw new SimulatorException("it went wrong");
            })));
        }
        began.await();
        // Those who come after the failure begin anew, and so all must be there before it.
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Thread.getAllStackTraces().values().stream()
                                .filter(stack -> Stream.of(stack)
                                        .anyMatch(frame -> frame.getClassName().equals(Making.class.getName())
                                                && frame.getMethodName().equals("await")))
                                .count()
                        == 3);
        go.countDown();
        for (Future<Path> each : all) {
            assertThatThrownBy(each::get).hasRootCauseMessage("it went wrong");
        }
        assertThat(makings).hasValue(1);
        assertThat(names()).containsExactly("locks");
        assertThat(get("a", OnceFoldersIT::atOnce)).isDirectory();
    }

    @Test
    void whoever_is_interrupted_goes_and_the_last_one_ends_it() throws Exception {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        OnceFolders.Maker endless = (work, progress) -> {
            try {
                Files.createFile(work.resolve("unfinished"));
                return whenToldTo(work, progress);
            } finally {
                ended.complete(null);
            }
        };
        CompletableFuture<Boolean> firstHeard = new CompletableFuture<>();
        Future<Path> first =
                threads.submit(() -> new OnceFolders(home).get("a", endless, line -> firstHeard.complete(true)));
        began.await();
        CompletableFuture<String> secondHeard = new CompletableFuture<>();
        Future<Path> second = threads.submit(() -> new OnceFolders(home).get("a", endless, secondHeard::complete));
        assertThat(secondHeard.get(30, TimeUnit.SECONDS)).isEqualTo("making");

        first.cancel(true);
        assertThat(ended).isNotDone();
        second.cancel(true);
        ended.get(30, TimeUnit.SECONDS);
        await().atMost(Duration.ofSeconds(30)).until(() -> names().equals(List.of("locks")));
        assertThat(get("a", OnceFoldersIT::atOnce)).isDirectory();
        assertThat(makings).hasValue(1);
    }

    @Test
    void of_two_processes_one_makes_it_and_the_other_waits() throws Exception {
        try (ChildJvm one = child("well");
                ChildJvm two = child("well")) {
            ChildJvm waiting = awaitOneMakingAndOneWaiting(one, two);
            assertThat(waiting.count("making")).isZero();
            Files.createFile(temp.resolve("go"));
            assertThat(one.exit()).isZero();
            assertThat(two.exit()).isZero();
            assertThat(one.lines).contains("done " + home.resolve("thing"));
            assertThat(two.lines).contains("done " + home.resolve("thing"));
        }
        assertThat(Files.readAllLines(temp.resolve("count"))).hasSize(1);
    }

    @Test
    void of_two_processes_the_one_that_waits_shares_the_failure_and_does_not_try_again() throws Exception {
        try (ChildJvm one = child("badly");
                ChildJvm two = child("badly")) {
            awaitOneMakingAndOneWaiting(one, two);
            Files.createFile(temp.resolve("go"));
            assertThat(one.exit()).isZero();
            assertThat(two.exit()).isZero();
            assertThat(one.lines).contains("failed it went wrong");
            assertThat(two.lines).contains("failed it went wrong");
        }
        assertThat(Files.readAllLines(temp.resolve("count"))).hasSize(1);
        assertThat(names()).containsExactly("locks");
        assertThat(get("thing", OnceFoldersIT::atOnce)).isDirectory();
    }

    @Test
    void of_two_processes_the_one_that_waits_takes_over_when_the_other_is_killed() throws Exception {
        try (ChildJvm one = child("well");
                ChildJvm two = child("well")) {
            ChildJvm waiting = awaitOneMakingAndOneWaiting(one, two);
            (waiting == one ? two : one).kill();
            waiting.awaitLine("making");
            Files.createFile(temp.resolve("go"));
            assertThat(waiting.exit()).isZero();
            assertThat(waiting.lines).contains("done " + home.resolve("thing"));
        }
        assertThat(Files.readAllLines(temp.resolve("count"))).hasSize(2);
        assertThat(names()).containsExactlyInAnyOrder("locks", "thing");
    }

    @Test
    void what_a_killed_process_left_is_removed_when_another_folder_is_made_and_what_is_being_made_is_not()
            throws Exception {
        try (ChildJvm child = child("well")) {
            child.awaitLine("making");
            get("other", OnceFoldersIT::atOnce);
            assertThat(names()).contains("thing.making");
            child.kill();
        }
        assertThat(names()).contains("thing.making");
        get("another", OnceFoldersIT::atOnce);
        assertThat(names()).containsExactlyInAnyOrder("another", "locks", "other");
    }

    private ChildJvm child(String how) throws IOException {
        return ChildJvm.start(OnceMain.class, temp, home, temp.resolve("count"), temp.resolve("go"), how);
    }

    private static ChildJvm awaitOneMakingAndOneWaiting(ChildJvm one, ChildJvm two) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> one.count("making") + two.count("making") == 1
                        && one.count("another process") + two.count("another process") == 1);
        return one.count("another process") == 1 ? one : two;
    }

    private Path get(String name, OnceFolders.Maker maker) throws InterruptedException {
        return new OnceFolders(home).get(name, maker, line -> {});
    }

    private Path whenToldTo(Path work, Progress progress) throws IOException, InterruptedException {
        makings.incrementAndGet();
        progress.tell("making");
        began.countDown();
        go.await();
        return atOnce(work, progress);
    }

    private static Path atOnce(Path work, Progress progress) throws IOException {
        Path made = Files.createDirectory(work.resolve("made"));
        Files.createFile(made.resolve("file"));
        return made;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(home)) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }
}
