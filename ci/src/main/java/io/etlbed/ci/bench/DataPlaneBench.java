package io.etlbed.ci.bench;

import io.etlbed.cluster.tls.TlsFiles;
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
 * What a GET costs a target, and a redirect a proxy, beside nginx serving the same bytes: CPU of the serving process per
 * request under {@code wrk}, the two in turn, round by round.
 */
final class DataPlaneBench {

    /** One row of the result. */
    private record Mix(String name, int bytes, int connections, boolean redirect, String aim) {

        String file() {
            return bytes + ".bin";
        }
    }

    private static final List<Mix> MIXES = List.of(
            new Mix("GET 4 KiB", 4 << 10, 8, false, "2.5"),
            new Mix("GET 1 MiB", 1 << 20, 4, false, "1.4"),
            new Mix("GET 64 MiB", 64 << 20, 2, false, "1.4"),
            new Mix("redirect (beside nginx's 4 KiB)", 4 << 10, 8, true, "1.6"));

    /** Beside an nginx with ssl, which encrypts what it reads as well. */
    private static final List<Mix> ENCRYPTED = List.of(
            new Mix("GET 4 KiB by TLS", 4 << 10, 8, false, "–"),
            new Mix("GET 1 MiB by TLS", 1 << 20, 4, false, "–"),
            new Mix("GET 64 MiB by TLS", 64 << 20, 2, false, "–"));

    private final int rounds;
    private final int seconds;
    private final PrintStream progress;

    /**
     * @param rounds counted rounds of each mix, after one that warms up
     * @param seconds how long each load lasts
     */
    DataPlaneBench(int rounds, int seconds, PrintStream progress) {
        this.rounds = rounds;
        this.seconds = seconds;
        this.progress = progress;
    }

    /** Runs all mixes and returns a Markdown table. */
    String run(Path work) throws IOException, InterruptedException {
        Path files = Files.createDirectories(work.resolve("www"));
        for (Mix mix : MIXES) {
            writeRandom(files.resolve(mix.file()), mix.bytes());
        }
        List<String> rows = new ArrayList<>();
        rows.add("| request | etlbed µs CPU | requests/s | nginx µs CPU | requests/s | ratio | aim |");
        rows.add("|---|---|---|---|---|---|---|");
        measure(MIXES, files, work.resolve("plain"), Optional.empty(), rows);
        measure(
                ENCRYPTED,
                files,
                work.resolve("encrypted"),
                Optional.of(BenchCertificate.write(work.resolve("tls"))),
                rows);
        return String.join("\n", rows) + "\n";
    }

    private void measure(List<Mix> mixes, Path files, Path work, Optional<TlsFiles> tls, List<String> rows)
            throws IOException, InterruptedException {
        try (Nginx nginx = Nginx.serve(files, work.resolve("nginx"), tls);
                BenchNode.Client node = BenchNode.start(work.resolve("node"), tls)) {
            for (Mix mix : mixes) {
                node.put(mix.file(), files.resolve(mix.file()));
                rows.add(measure(mix, nginx, node));
            }
        }
    }

    private String measure(Mix mix, Nginx nginx, BenchNode.Client node) throws IOException, InterruptedException {
        URI ours = mix.redirect() ? node.proxyUrl(mix.file()) : node.targetUrl(mix.file());
        LoadedServer etlbed = new LoadedServer(node::cpuNanos, () -> Wrk.run(ours, mix.connections(), seconds));
        LoadedServer reference =
                new LoadedServer(nginx::cpuNanos, () -> Wrk.run(nginx.url(mix.file()), mix.connections(), seconds));
        Samples ratio = new Samples();
        for (int round = 0; round <= rounds; round++) {
            progress.printf("%s: round %d of %d%n", mix.name(), round, rounds);
            double ourCost = etlbed.load(round > 0);
            double theirCost = reference.load(round > 0);
            if (round > 0) {
                ratio.add(ourCost / theirCost);
            }
        }
        return "| %s | %s | %s | %s | %s |"
                .formatted(mix.name(), etlbed.cells(), reference.cells(), ratio.text(2), mix.aim());
    }

    private static void writeRandom(Path file, int bytes) throws IOException {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        Files.write(file, content);
    }
}
