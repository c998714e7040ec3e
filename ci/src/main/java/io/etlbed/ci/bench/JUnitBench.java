package io.etlbed.ci.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What tests with the JUnit extension wait for, in a session that has its cluster already. */
final class JUnitBench {

    private static final Map<String, String> AIMS = Map.of(JUnitProbe.SHARED, "50", JUnitProbe.NEW, "500");

    /** Of a class each; one takes a moment. */
    private static final int CLASSES_PER_ROUND = 4;

    private final int rounds;
    private final PrintStream progress;

    JUnitBench(int rounds, PrintStream progress) {
        this.rounds = rounds;
        this.progress = progress;
    }

    String run(Path work) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(work.resolve("junit"));
        progress.printf("JUnit: %d classes of each kind in one session%n", rounds * CLASSES_PER_ROUND);
        Process process =
                ChildJvm.of(JUnitProbe.class, List.of(), folder.toString(), String.valueOf(rounds * CLASSES_PER_ROUND));
        Map<String, Samples> figures = new LinkedHashMap<>();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                int at = line.lastIndexOf('=');
                if (at > 0) {
                    figures.computeIfAbsent(line.substring(0, at), name -> new Samples())
                            .add(Double.parseDouble(line.substring(at + 1)));
                }
            }
        }
        if (process.waitFor() != 0 || figures.isEmpty()) {
            throw new IOException("the session that was to be timed has failed");
        }
        StringBuilder table = new StringBuilder("| what | milliseconds | aim |\n|---|---|---|\n");
        figures.forEach((name, samples) ->
                table.append("| %s | %s | %s |%n".formatted(name, samples.text(0), AIMS.getOrDefault(name, ""))));
        return table.toString();
    }
}
