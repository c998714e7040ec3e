package io.etlbed.ci.bench;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.JobOptions;
import io.etlbed.simulator.FileTree;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Jobs over whole buckets: copying them, and transforming them by MD5, beside {@code cp -r} of the same bytes and beside the
 * transformer itself, driven in the pods' own networks with as many requests at once. All share the cores. Small files are not removed
 * before the end: ext4 looks at each file that was deleted lately before it makes another one, which costs more than all else.
 */
final class JobBench {

    private static final int TARGETS = 3;

    /** As many as a target has under way for a job. */
    private static final int AT_ONCE = 16;

    /** Copies of such objects would fill the disk. */
    private static final int MANY_BYTES = 1 << 20;

    private static final String ETL = "job-md5";
    private static final List<Load> LOADS = List.of(new Load(20_000, 4 << 10), new Load(2_000, 1 << 20));

    private final int rounds;
    private final int seconds;
    private final PrintStream progress;

    /** Objects of one size. */
    private record Load(int objects, int size) {

        String text() {
            return "%,d × %s".formatted(objects, size >= 1 << 20 ? (size >> 20) + " MiB" : (size >> 10) + " KiB");
        }

        String bucket() {
            return "from-" + size;
        }

        static String name(int i) {
            return "folder-%02d/object-%06d.bin".formatted(i % 100, i);
        }

        /** Each object is another. */
        byte[] content(int i) {
            byte[] bytes = new byte[size];
            new Random(i).nextBytes(bytes);
            return bytes;
        }
    }

    JobBench(int rounds, int seconds, PrintStream progress) {
        this.rounds = rounds;
        this.seconds = seconds;
        this.progress = progress;
    }

    String run(Path work) throws IOException, InterruptedException {
        JobTable table = new JobTable();
        Path folder = work.resolve("jobs");
        try (BenchCluster.Client cluster = BenchCluster.start(folder.resolve("cluster"), TARGETS);
                AisClient ais = cluster.ais()) {
            ais.etl().init(Transformers.image(ETL, "md5", "hpush://"));
            List<PodProcess> pods = PodProcess.all(cluster.jvm(), ETL);
            for (Load load : LOADS) {
                progress.printf("filling a bucket with %s%n", load.text());
                new ObjectLoader(cluster.proxy(), load.bucket()).fill(load.objects(), Load::name, load::content);
                Path files = files(folder.resolve("files-" + load.size()), load);
                measure(cluster, ais, load, files, pods, table);
            }
        }
        return table.text();
    }

    private static Path files(Path folder, Load load) throws IOException {
        for (int i = 0; i < load.objects(); i++) {
            Path file = folder.resolve(Load.name(i));
            Files.createDirectories(file.getParent());
            Files.write(file, load.content(i));
        }
        return folder;
    }

    private void measure(
            BenchCluster.Client cluster, AisClient ais, Load load, Path files, List<PodProcess> pods, JobTable table)
            throws IOException, InterruptedException {
        Path body = Files.write(files.resolveSibling("body-" + load.size()), load.content(0));
        JobTable.Row copy = table.row("copy, " + load.text());
        JobTable.Row transform = table.row("MD5, " + load.text());
        for (int round = 0; round <= rounds; round++) {
            progress.printf("jobs of %s: round %d of %d%n", load.text(), round, rounds);
            FolderCopy.Cost plain = FolderCopy.of(files, files.resolveSibling(files.getFileName() + "-" + round));
            JobRun.Cost copied = new JobRun(cluster, ais)
                    .measure(
                            "copied-" + load.size() + "-" + round,
                            load.objects(),
                            to -> ais.jobs().copy(load.bucket(), to, JobOptions.NONE));
            JobRun.Cost transformed = new JobRun(cluster, ais)
                    .measure(
                            "hashed-" + load.size() + "-" + round,
                            load.objects(),
                            to -> ais.jobs().transform(ETL, load.bucket(), to, JobOptions.NONE));
            DirectLoad.Cost direct = DirectLoad.run(pods, body, AT_ONCE, seconds);
            if (load.size() >= MANY_BYTES) {
                ais.buckets().destroy("copied-" + load.size() + "-" + round);
                FileTree.remove(files.resolveSibling(files.getFileName() + "-" + round));
            }
            if (round > 0) {
                copy.add(copied, load.objects() / plain.seconds(), plain.cpuMicros() / load.objects(), direct);
                transform.add(
                        transformed, load.objects() / plain.seconds(), plain.cpuMicros() / load.objects(), direct);
            }
        }
        Files.delete(body);
    }
}
