package io.etlbed.ci.bench;

import io.etlbed.simulator.FileTree;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What a PUT costs a target beside nginx with its WebDAV module, into the same file system, the two in turn, round by round; and {@code
 * cp}, which nothing that takes bytes from a socket can be below.
 */
final class PutBench {

    /**
     * One row of the result.
     *
     * @param names of objects, each written again and again
     * @param copies files that {@code cp} writes at a time
     */
    private record Mix(String name, int bytes, int connections, int names, int copies, double aim) {}

    private static final List<Mix> MIXES = List.of(
            new Mix("PUT 4 KiB", 4 << 10, 8, 100, 4000, 2.5),
            new Mix("PUT 1 MiB", 1 << 20, 4, 16, 200, 1.4),
            new Mix("PUT 64 MiB", 64 << 20, 2, 2, 8, 1.4));

    /** Loads before the first round: of all that is measured a PUT has the most code that the JVM has to compile. */
    private static final int WARM_UPS = 3;

    /** A target takes a PUT that a proxy has redirected, and sees that by these. */
    private static final String REDIRECTED = "?pid=bench&utm=1";

    private final int rounds;
    private final int seconds;
    private final PrintStream progress;

    /**
     * @param rounds counted rounds of each mix, after one that warms up
     * @param seconds how long each load lasts
     */
    PutBench(int rounds, int seconds, PrintStream progress) {
        this.rounds = rounds;
        this.seconds = seconds;
        this.progress = progress;
    }

    /** Runs all mixes and returns a Markdown table. */
    String run(Path work) throws IOException, InterruptedException {
        Path bodies = Files.createDirectories(work.resolve("bodies"));
        Path documents = Files.createDirectories(work.resolve("put-www"));
        List<String> rows = new ArrayList<>();
        rows.add("| request | etlbed µs CPU | requests/s | nginx µs CPU | requests/s | ratio | aim | `cp` µs CPU |");
        rows.add("|---|---|---|---|---|---|---|---|");
        try (Nginx nginx = Nginx.serve(documents, work.resolve("put-nginx"), Optional.empty());
                BenchNode.Client node = BenchNode.start(work.resolve("put-node"), Optional.empty())) {
            for (Mix mix : MIXES) {
                rows.add(measure(mix, nginx, node, bodies));
            }
        }
        return String.join("\n", rows) + "\n";
    }

    private String measure(Mix mix, Nginx nginx, BenchNode.Client node, Path bodies)
            throws IOException, InterruptedException {
        byte[] content = new byte[mix.bytes()];
        new Random(mix.bytes()).nextBytes(content);
        Path body = Files.write(bodies.resolve(mix.bytes() + ".bin"), content);
        URI ours = node.targetUrl(mix.bytes() + "-");
        URI theirs = nginx.url(mix.bytes() + "-");
        LoadedServer etlbed = new LoadedServer(
                node::cpuNanos, () -> Wrk.put(ours, REDIRECTED, body, mix.names(), mix.connections(), seconds));
        LoadedServer reference = new LoadedServer(
                nginx::cpuNanos, () -> Wrk.put(theirs, "", body, mix.names(), mix.connections(), seconds));
        Samples ratio = new Samples();
        Samples copy = new Samples();
        for (int load = 0; load < WARM_UPS; load++) {
            double unused = etlbed.load(false);
        }
        for (int round = 0; round <= rounds; round++) {
            progress.printf("%s: round %d of %d%n", mix.name(), round, rounds);
            double ourCost = etlbed.load(round > 0);
            double theirCost = reference.load(round > 0);
            double copyCost = copy(mix, body, bodies);
            if (round > 0) {
                ratio.add(ourCost / theirCost);
                copy.add(copyCost);
            }
        }
        return "| %s | %s | %s | %s | %s | %s |"
                .formatted(mix.name(), etlbed.cells(), reference.cells(), ratio.text(2), mix.aim(), copy.text(1));
    }

    /** Microseconds of CPU for each file. */
    private static double copy(Mix mix, Path body, Path bodies) throws IOException, InterruptedException {
        Path from = Files.createDirectories(bodies.resolve("from"));
        Path to = bodies.resolve("to");
        try {
            for (int i = 0; i < mix.copies(); i++) {
                Files.createLink(from.resolve(Integer.toString(i)), body);
            }
            return FolderCopy.of(from, to).cpuMicros() / mix.copies();
        } finally {
            FileTree.remove(from);
            FileTree.remove(to);
        }
    }
}
