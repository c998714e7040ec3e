package io.etlbed.cluster.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.cluster.wire.Names;
import io.etlbed.cluster.wire.Stamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectIndexTest {

    private static final int IN_MEMORY = 40;

    @TempDir
    Path folder;

    /** Against a sorted map: with so few changes in memory nearly all is in files, which become one again and again. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void it_knows_what_a_sorted_map_knows(long seed) throws IOException {
        Random random = new Random(seed);
        NavigableMap<String, ObjectMeta> model = new TreeMap<>(Names.BYTEWISE);
        try (ObjectIndex index = new ObjectIndex(folder, Runnable::run, IN_MEMORY)) {
            for (int i = 0; i < 20_000; i++) {
                String name = name(random);
                if (random.nextInt(3) == 0) {
                    index.remove(name);
                    model.remove(name);
                } else {
                    ObjectMeta meta = new ObjectMeta(name, i, random.nextLong(), 1, 7, Stamp.NONE);
                    index.put(meta);
                    model.put(name, meta);
                }
                if (i % 50 == 0) {
                    compare(index, model, random);
                }
            }
            assertThat(all(index, "")).containsExactlyElementsOf(model.values());
            assertThat(files()).as("files of 20,000 changes").hasSizeBetween(1, 30);
        }
        assertThat(files()).isEmpty();
    }

    private static void compare(ObjectIndex index, NavigableMap<String, ObjectMeta> model, Random random) {
        String prefix = random.nextBoolean() ? "" : name(random).substring(0, 2);
        String after = random.nextBoolean() ? "" : name(random);
        int most = random.nextInt(300);
        assertThat(index.list(prefix, after, most))
                .as("list after '%s' with prefix '%s'", after, prefix)
                .containsExactlyElementsOf(model.tailMap(after, false).values().stream()
                        .filter(meta -> meta.name().startsWith(prefix))
                        .limit(most)
                        .toList());
        for (int i = 0; i < 20; i++) {
            String name = name(random);
            assertThat(index.get(name)).isEqualTo(model.get(name));
        }
    }

    @Test
    void who_lists_while_others_write_misses_nothing_that_was_there_before() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (ObjectIndex index = new ObjectIndex(folder, threads, IN_MEMORY)) {
            for (int i = 0; i < 1000; i++) {
                index.put(meta("old/%04d".formatted(i)));
            }
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 2; writer++) {
                String prefix = "new-" + writer + "/";
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < 4000; i++) {
                        index.put(meta(prefix + i));
                    }
                }));
            }
            boolean writing = true;
            while (writing) {
                writing = !writers.stream().allMatch(Future::isDone);
                assertThat(all(index, "old/")).hasSize(1000);
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            assertThat(all(index, "new-")).hasSize(8000);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void what_cannot_be_written_is_known_all_the_same_and_written_later() throws IOException {
        Path file = Files.createFile(folder.resolve("in-the-way"));
        Executor direct = Runnable::run;
        try (ObjectIndex index = new ObjectIndex(file, direct, IN_MEMORY)) {
            for (int i = 0; i < 3 * IN_MEMORY; i++) {
                index.put(meta("%04d".formatted(i)));
            }
            assertThat(all(index, "")).hasSize(3 * IN_MEMORY);
            Files.delete(file);
            for (int i = 0; i < IN_MEMORY; i++) {
                index.put(meta("more-" + i));
            }
            assertThat(all(index, "")).hasSize(4 * IN_MEMORY);
            assertThat(files()).hasSize(1);
        }
    }

    private static ObjectMeta meta(String name) {
        return new ObjectMeta(name, 1, 2, 3, 4, Stamp.NONE);
    }

    /** Few enough that they come again; some of more than one byte, and beyond what one char holds. */
    private static String name(Random random) {
        String letters = List.of("a", "b", "ü", "\uFFFD", "\uD83D\uDE00").get(random.nextInt(5));
        return letters + "/" + letters.repeat(random.nextInt(3)) + random.nextInt(400);
    }

    private static List<ObjectMeta> all(ObjectIndex index, String prefix) {
        List<ObjectMeta> all = new ArrayList<>();
        List<ObjectMeta> page = index.list(prefix, "", 777);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = index.list(prefix, page.get(page.size() - 1).name(), 777);
        }
        return all;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
