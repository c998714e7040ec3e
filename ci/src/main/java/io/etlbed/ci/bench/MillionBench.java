package io.etlbed.ci.bench;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.JobOptions;
import io.etlbed.cluster.client.JobState;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** A bucket of very many small objects in a cluster with little memory: put, listed, copied through a container, destroyed. */
final class MillionBench {

    private static final int TARGETS = 3;
    private static final String HEAP = "512m";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String ETL = "million-echo";
    private static final Duration PATIENCE = Duration.ofHours(6);

    private final int objects;
    private final PrintStream progress;
    private final List<String> lines = new ArrayList<>();

    MillionBench(int objects, PrintStream progress) {
        this.objects = objects;
        this.progress = progress;
    }

    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    String run(Path work) throws IOException, InterruptedException {
        lines.add("| step, %,d objects, %d targets, `-Xmx%s` | seconds | objects/s | live heap after it, MiB | "
                        .formatted(objects, TARGETS, HEAP)
                + "memory of the process at most, MiB |");
        lines.add("|---|---|---|---|---|");
        try (MillionCluster.Client cluster = MillionCluster.start(work.resolve("million"), TARGETS, HEAP);
                AisClient ais = AisClient.of(cluster.proxy())) {
            ais.etl().init(Transformers.image(ETL, "echo", "hpush://"));
            step(
                    cluster,
                    "put",
                    () -> new ObjectLoader(cluster.proxy(), FROM)
                            .fill(objects, MillionBench::name, MillionBench::content));
            step(cluster, "list", () -> requireAll(ais, FROM));
            step(
                    cluster,
                    "copy through a no-op",
                    () -> requireDone(ais, ais.jobs().transform(ETL, FROM, TO, JobOptions.NONE)));
            step(cluster, "list the copy", () -> requireAll(ais, TO));
            step(cluster, "destroy both", () -> {
                ais.buckets().destroy(FROM);
                ais.buckets().destroy(TO);
            });
        }
        return String.join("\n", lines) + "\n";
    }

    private void step(MillionCluster.Client cluster, String name, Step step) throws IOException, InterruptedException {
        progress.printf("%s of %,d objects%n", name, objects);
        long begun = System.nanoTime();
        step.run();
        double seconds = (System.nanoTime() - begun) / 1e9;
        String line = "| %s | %.1f | %,.0f | %d | %d |"
                .formatted(name, seconds, objects / seconds, cluster.liveMebibytes(), cluster.peakMebibytes());
        progress.println(line);
        lines.add(line);
    }

    /** Names in an order that says nothing of the order in which they come. */
    private static String name(int i) {
        return "%08x/object-%07d".formatted(Integer.reverse(i) ^ 0x5bd1e995, i);
    }

    private static byte[] content(int i) {
        return ("object " + new Random(i).nextLong()).getBytes(StandardCharsets.US_ASCII);
    }

    private void requireAll(AisClient ais, String bucket) throws IOException, InterruptedException {
        AtomicLong count = new AtomicLong();
        ais.objects().list(bucket, "", entry -> count.incrementAndGet());
        if (count.get() != objects) {
            throw new IOException("ais://" + bucket + " lists " + count + " objects, not " + objects);
        }
    }

    private static void requireDone(AisClient ais, String id) throws IOException, InterruptedException {
        JobState state = ais.jobs().await(id, PATIENCE);
        if (!state.succeeded()) {
            throw new IOException("the job failed: " + state);
        }
    }
}
