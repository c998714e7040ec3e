package io.etlbed.ci.bench;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.EtlInit;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long init and stop take on three targets, of an image and of code; its requirements are installed beforehand. */
final class LifeBench {

    private static final int TARGETS = 3;
    private static final String STOP = "stop, three targets";

    private static final Map<String, String> AIMS = Map.of(
            "init of an image", "1.0", "init of code", "2.0", "init of code with requirements", "2.0", STOP, "0.3");

    private final int rounds;
    private final PrintStream progress;

    LifeBench(int rounds, PrintStream progress) {
        this.rounds = rounds;
        this.progress = progress;
    }

    String run(Path work) throws IOException, InterruptedException {
        Map<String, EtlInit> inits = new LinkedHashMap<>();
        inits.put("init of an image", Transformers.image("life-image", "md5", "hpush://"));
        inits.put("init of code", Transformers.code("life-code", Transformers.TRIVIAL, "", "hpush://"));
        inits.put(
                "init of code with requirements",
                Transformers.code("life-needs", "import six\n" + Transformers.TRIVIAL, "six", "hpush://"));
        Map<String, Samples> figures = new LinkedHashMap<>();
        try (BenchCluster.Client cluster = BenchCluster.start(work.resolve("life"), TARGETS);
                AisClient ais = cluster.ais()) {
            for (int round = 0; round <= rounds; round++) {
                progress.printf("life cycle: round %d of %d%n", round, rounds);
                for (Map.Entry<String, EtlInit> init : inits.entrySet()) {
                    double started = seconds(() -> ais.etl().init(init.getValue()));
                    double stopped =
                            seconds(() -> ais.etl().stop(init.getValue().id()));
                    ais.etl().delete(init.getValue().id());
                    if (round > 0) {
                        figures.computeIfAbsent(init.getKey(), name -> new Samples())
                                .add(started);
                        figures.computeIfAbsent(STOP, name -> new Samples()).add(stopped);
                    }
                }
            }
        }
        StringBuilder table = new StringBuilder("| what | seconds | aim |\n|---|---|---|\n");
        figures.forEach((name, samples) ->
                table.append("| %s | %s | %s |%n".formatted(name, samples.text(2), AIMS.getOrDefault(name, ""))));
        return table.toString();
    }

    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    private static double seconds(Step step) throws IOException, InterruptedException {
        long start = System.nanoTime();
        step.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
