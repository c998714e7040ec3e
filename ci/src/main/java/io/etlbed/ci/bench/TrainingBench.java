package io.etlbed.ci.bench;

import io.etlbed.cluster.client.AisClient;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Photographs per second of a training through the cluster, beside one from local files with the transform in the loader. */
final class TrainingBench {

    static final String BUCKET = "training";

    private static final String ETL = "bench-train";
    private static final Pattern RATE = Pattern.compile("(\\d+) photographs/s");

    private final int rounds;
    private final PrintStream progress;

    TrainingBench(int rounds, PrintStream progress) {
        this.rounds = rounds;
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @param ais a cluster with the photographs in the bucket {@link #BUCKET}
     * @param playbook the files of the playbook
     * @param sample the same photographs here
     */
    String run(AisClient ais, String endpoint, Path playbook, Path sample) throws IOException, InterruptedException {
        PythonRun post = python(playbook, "client.txt");
        PythonRun later = python(playbook, "client-later.txt");
        String code = Files.readString(playbook.resolve("code_train.py"));
        String needs = Files.readString(playbook.resolve("deps.txt"));
        List<String> rows = new ArrayList<>();
        for (String mechanism : List.of("hpush://", "io://")) {
            ais.etl().init(Transformers.code(ETL, code, needs, mechanism));
            Samples local = new Samples();
            Samples[] rates = {new Samples(), new Samples()};
            Samples[] shares = {new Samples(), new Samples()};
            for (int round = 0; round <= rounds; round++) {
                progress.printf("training by %s: round %d of %d%n", mechanism, round, rounds);
                double alone = rate(post, playbook, sample.toString(), "local");
                double[] through = {
                    rate(post, playbook, endpoint, "post"), rate(later, playbook, endpoint, "later"),
                };
                for (int i = 0; i < through.length && round > 0; i++) {
                    rates[i].add(through[i]);
                    shares[i].add(100 * through[i] / alone);
                }
                if (round > 0) {
                    local.add(alone);
                }
            }
            ais.etl().delete(ETL);
            rows.add(row("`Dataset` of 0.0.6, `" + mechanism + "`", rates[0], local, shares[0]));
            rows.add(row("`AISMapDataset` of 1.13.9, `" + mechanism + "`", rates[1], local, shares[1]));
        }
        return """

                | training through | photographs/s | from local files | share | aim |
                |---|---|---|---|---|
                """ + String.join("", rows);
    }

    private static String row(String name, Samples rates, Samples local, Samples shares) {
        String aim = name.contains("hpush") ? "60 %" : "";
        return "| %s | %s | %s | %s %% | %s |%n".formatted(name, rates.text(0), local.text(0), shares.text(0), aim);
    }

    private PythonRun python(Path playbook, String client) throws IOException, InterruptedException {
        return new PythonRun(List.of(playbook.resolve("deps.txt"), playbook.resolve(client)), progress);
    }

    /** Of the second epoch: the first one makes connections and workers. */
    private static double rate(PythonRun python, Path playbook, String source, String loaders)
            throws IOException, InterruptedException {
        String output = python.run(
                playbook, "train.py", source, BUCKET, ETL, ETL, "--loaders=" + loaders, "--epochs=2", "--margin=-1");
        Matcher found = RATE.matcher(output);
        double rate = 0;
        while (found.find()) {
            rate = Double.parseDouble(found.group(1));
        }
        return rate;
    }
}
