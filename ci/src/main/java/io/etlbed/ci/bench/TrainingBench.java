package io.etlbed.ci.bench;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.playbooks.SampleShape;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Photographs per second of the playbook's training through the cluster, beside one from local files with the transform in
 * the loader, in turn. Training, nodes and pods share the cores.
 */
final class TrainingBench {

    private static final String BUCKET = BenchCluster.BUCKET;
    private static final String ETL = "bench-train";
    private static final int TARGETS = 2;
    private static final SampleShape PHOTOS = new SampleShape(1_000, 20, 400);
    private static final Pattern RATE = Pattern.compile("(\\d+) photographs/s");

    private final int rounds;
    private final PrintStream progress;

    TrainingBench(int rounds, PrintStream progress) {
        this.rounds = rounds;
        this.progress = progress;
    }

    /** @throws IOException if the playbook's packages are missing, too */
    String run(Path work) throws IOException, InterruptedException {
        LocalFolder sample = LocalFolder.ofSample(work.resolve("sample"), PHOTOS, progress);
        LocalFolder playbook = LocalFolder.ofPlaybook("pytorch-training", work);
        Training training =
                new Training(sample, playbook, python(playbook, "client.txt"), python(playbook, "client-later.txt"));
        StringBuilder text = new StringBuilder("""
                | training through | photographs/s | from local files | share | aim |
                |---|---|---|---|---|
                """);
        try (BenchCluster.Client cluster = BenchCluster.start(work.resolve("redirecting"), TARGETS);
                AisClient ais = cluster.ais()) {
            sample.put(ais, BUCKET);
            text.append(rows(training, cluster, "hpush://", "`hpush://`", "60 %"));
            text.append(rows(training, cluster, "io://", "`io://`", ""));
        }
        try (BenchCluster.Client cluster = BenchCluster.start(work.resolve("serving"), TARGETS, true);
                AisClient ais = cluster.ais()) {
            sample.put(ais, BUCKET);
            text.append(rows(training, cluster, "hpush://", "`hpush://`, proxies that serve objects", "60 %"));
        }
        return text.toString();
    }

    private String rows(Training training, BenchCluster.Client cluster, String mechanism, String name, String aim)
            throws IOException, InterruptedException {
        LocalFolder playbook = training.playbook();
        Samples local = new Samples();
        Share post = new Share();
        Share later = new Share();
        try (AisClient ais = cluster.ais()) {
            ais.etl()
                    .init(Transformers.code(ETL, playbook.text("code_train.py"), playbook.text("deps.txt"), mechanism));
            String endpoint = cluster.proxy().toString();
            for (int round = 0; round <= rounds; round++) {
                progress.printf("training by %s: round %d of %d%n", name, round, rounds);
                double alone =
                        rate(training.post(), playbook, training.sample().path().toString(), "local");
                double throughPost = rate(training.post(), playbook, endpoint, "post");
                double throughLater = rate(training.later(), playbook, endpoint, "later");
                if (round > 0) {
                    local.add(alone);
                    post.add(throughPost, alone);
                    later.add(throughLater, alone);
                }
            }
            ais.etl().delete(ETL);
        }
        String rows = post.row("`Dataset` of 0.0.6, " + name, local, aim)
                + later.row("`AISMapDataset` of 1.13.9, " + name, local, aim);
        progress.print(rows);
        return rows;
    }

    private PythonRun python(LocalFolder playbook, String client) throws IOException, InterruptedException {
        return new PythonRun(List.of(playbook.file("deps.txt"), playbook.file(client)), progress);
    }

    /** Of the second epoch: the first one makes connections and workers. */
    private static double rate(PythonRun python, LocalFolder playbook, String source, String loaders)
            throws IOException, InterruptedException {
        String output = python.run(
                playbook.path(),
                "train.py",
                source,
                BUCKET,
                ETL,
                ETL,
                "--loaders=" + loaders,
                "--epochs=2",
                "--margin=-1");
        List<String> epochs =
                RATE.matcher(output).results().map(found -> found.group(1)).toList();
        if (epochs.size() < 2) {
            throw new IOException("train.py has told no rate of a second epoch: " + output);
        }
        return Double.parseDouble(epochs.get(1));
    }

    /** What all trainings have: photographs, programs, and Python with each release of the client. */
    private record Training(LocalFolder sample, LocalFolder playbook, PythonRun post, PythonRun later) {}
}
