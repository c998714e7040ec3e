package io.etlbed.ci.bench;

import io.etlbed.cluster.OwnJava;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long until a cluster is ready, and until the first MD5, in a new JVM and for a second cluster in it. */
final class StartupBench {

    private static final Map<String, String> AIMS = Map.of(
            StartupProbe.READY, "3.0",
            StartupProbe.FIRST_MD5, "4.5",
            StartupProbe.SECOND_READY, "0.3",
            StartupProbe.SECOND_MD5, "1.0",
            StartupProbe.AIS, "0.6");

    private final int rounds;
    private final PrintStream progress;

    StartupBench(int rounds, PrintStream progress) {
        this.rounds = rounds;
        this.progress = progress;
    }

    String run(Path work) throws IOException, InterruptedException {
        Map<String, Samples> figures = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            progress.printf("start-up: round %d of %d%n", round, rounds);
            for (Map.Entry<String, Double> figure :
                    round(work.resolve("start-" + round)).entrySet()) {
                if (round > 0) {
                    figures.computeIfAbsent(figure.getKey(), name -> new Samples())
                            .add(figure.getValue());
                }
            }
        }
        StringBuilder table = new StringBuilder("| from → to | seconds | aim |\n|---|---|---|\n");
        figures.forEach((name, samples) ->
                table.append("| %s | %s | %s |%n".formatted(name, samples.text(2), AIMS.getOrDefault(name, ""))));
        return table.toString();
    }

    private static Map<String, Double> round(Path folder) throws IOException, InterruptedException {
        Process process = ChildJvm.of(StartupProbe.class, OwnJava.sharing(), folder.toString());
        Map<String, Double> figures = new LinkedHashMap<>();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                int at = line.lastIndexOf('=');
                if (at > 0) {
                    figures.put(line.substring(0, at), Double.parseDouble(line.substring(at + 1)));
                }
            }
        }
        if (process.waitFor() != 0 || figures.isEmpty()) {
            throw new IOException("the cluster that was to be timed did not start");
        }
        return figures;
    }
}
