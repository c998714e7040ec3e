package io.etlbed.ci.bench;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.playbooks.Playbooks;
import io.etlbed.playbooks.SampleShape;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Photographs per second of the playbook's training through the cluster, beside one from local files with the transform in
 * the loader, in turn. Training, nodes and pods share the cores.
 */
final class TrainingBench {

    private static final String BUCKET = "training";
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
        LocalFolder sample = new LocalFolder(work.resolve("sample"));
        progress.println(sample.path() + ": " + Playbooks.sample(Optional.empty(), sample.path(), PHOTOS));
        LocalFolder playbook = LocalFolder.ofPlaybook("pytorch-training", work);
        StringBuilder text = new StringBuilder("""
                | training through | photographs/s | from local files | share | aim |
                |---|---|---|---|---|
                """);
        for (boolean serves : new boolean[] {false, true}) {
            Path folder = work.resolve(serves ? "serving" : "redirecting");
            try (BenchCluster.Client cluster = BenchCluster.start(folder, TARGETS, serves);
                    AisClient ais = cluster.ais()) {
                ais.buckets().create(BUCKET);
                sample.put(ais, BUCKET);
                for (String mechanism : serves ? List.of("hpush://") : List.of("hpush://", "io://")) {
                    String name = "`" + mechanism + "`" + (serves ? ", proxies that serve objects" : "");
                    ais.etl()
                            .init(Transformers.code(
                                    ETL, playbook.text("code_train.py"), playbook.text("deps.txt"), mechanism));
                    text.append(rows(name, playbook, cluster.proxy().toString(), sample));
                    ais.etl().delete(ETL);
                }
            }
        }
        return text.toString();
    }

    private String rows(String name, LocalFolder playbook, String endpoint, LocalFolder sample)
            throws IOException, InterruptedException {
        PythonRun post = python(playbook, "client.txt");
        PythonRun later = python(playbook, "client-later.txt");
        Samples local = new Samples();
        List<Way> ways = List.of(
                new Way("`Dataset` of 0.0.6", "post", post), new Way("`AISMapDataset` of 1.13.9", "later", later));
        for (int round = 0; round <= rounds; round++) {
            progress.printf("training by %s: round %d of %d%n", name, round, rounds);
            double alone = rate(post, playbook, sample.path().toString(), "local");
            for (Way way : ways) {
                double through = rate(way.python(), playbook, endpoint, way.loaders());
                if (round > 0) {
                    way.rates().add(through);
                    way.shares().add(100 * through / alone);
                }
            }
            if (round > 0) {
                local.add(alone);
            }
        }
        List<String> rows = new ArrayList<>();
        for (Way way : ways) {
            String aim = name.contains("hpush") ? "60 %" : "";
            rows.add("| %s, %s | %s | %s | %s %% | %s |%n"
                    .formatted(
                            way.name(),
                            name,
                            way.rates().text(0),
                            local.text(0),
                            way.shares().text(0),
                            aim));
        }
        progress.print(String.join("", rows));
        return String.join("", rows);
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

    /** One class of the client, and its figures. */
    private record Way(String name, String loaders, PythonRun python, Samples rates, Samples shares) {

        Way(String name, String loaders, PythonRun python) {
            this(name, loaders, python, new Samples(), new Samples());
        }
    }
}
