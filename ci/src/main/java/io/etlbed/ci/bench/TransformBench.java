package io.etlbed.ci.bench;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.EtlInit;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What a transform costs everything that is ours but the pod (proxy and target, node port where there is one), beside a
 * plain GET of the same object, the two in turn; and how many the two cores carry with pod and load on them. Each request
 * begins with a redirect of the proxy, whose cost is measured apart and is in both.
 */
final class TransformBench {

    private static final List<Integer> SIZES = List.of(4 << 10, 1 << 20);

    /** One row: the ETL, and its aim: CPU beside that of a plain GET. */
    private record Mix(String name, String etl, String aim) {}

    private static final int MANY = 64;

    private final int rounds;
    private final int seconds;
    private final PrintStream progress;

    TransformBench(int rounds, int seconds, PrintStream progress) {
        this.rounds = rounds;
        this.seconds = seconds;
        this.progress = progress;
    }

    String run(Path work) throws IOException, InterruptedException {
        List<String> rows = new ArrayList<>();
        rows.add("| transform | connections | node µs CPU | requests/s | plain GET µs CPU | ratio | aim |");
        rows.add("|---|---|---|---|---|---|---|");
        try (BenchCluster.Client cluster = BenchCluster.start(work.resolve("transforms"), 1)) {
            for (int size : SIZES) {
                byte[] content = new byte[size];
                new Random(size).nextBytes(content);
                cluster.put(size + ".bin", content);
            }
            double redirect = redirect(cluster);
            for (Mix mix : start(cluster)) {
                for (int size : SIZES) {
                    rows.add(measure(cluster, mix, size, size > 100_000 ? 4 : 8, redirect));
                    if (!mix.aim().isEmpty()) {
                        rows.add(measure(cluster, mix, size, 1, redirect));
                        rows.add(measure(cluster, mix, size, MANY, redirect));
                    }
                }
            }
        }
        return String.join("\n", rows) + "\n";
    }

    private static List<Mix> start(BenchCluster.Client cluster) throws IOException, InterruptedException {
        List<Mix> mixes = new ArrayList<>();
        try (AisClient ais = cluster.ais()) {
            for (String mechanism : List.of("hpush://", "hrev://", "hpull://")) {
                String name = mechanism.substring(0, mechanism.indexOf(':'));
                ais.etl().init(Transformers.image("md5-" + name, "md5", mechanism));
                mixes.add(new Mix("MD5 by " + name, "md5-" + name, name.equals("hpush") ? "1.5" : ""));
            }
            for (String mechanism : List.of("hpush://", "io://")) {
                String name = mechanism.substring(0, mechanism.indexOf(':'));
                EtlInit code = name.equals("io")
                        ? Transformers.code("code-io", IO_SCRIPT, "", mechanism)
                        : Transformers.code("code-hpush", Transformers.TRIVIAL, "", mechanism);
                ais.etl().init(code);
                mixes.add(new Mix("code by " + name, "code-" + name, ""));
            }
        }
        return mixes;
    }

    private static final String IO_SCRIPT = """
            import sys
            sys.stdout.buffer.write(sys.stdin.buffer.read())
            """;

    /** Microseconds of CPU of a redirect. */
    private double redirect(BenchCluster.Client cluster) throws IOException, InterruptedException {
        URI proxy = cluster.proxy().resolve("/v1/objects/" + BenchCluster.BUCKET + "/" + SIZES.get(0) + ".bin");
        Samples cost = new Samples();
        for (int round = 0; round <= rounds; round++) {
            Cost one = load(cluster, proxy, 8);
            if (round > 0) {
                cost.add(one.micros());
            }
        }
        return cost.median();
    }

    private String measure(BenchCluster.Client cluster, Mix mix, int size, int connections, double redirect)
            throws IOException, InterruptedException {
        String object = size + ".bin";
        URI transformed = cluster.destination(object, "?uuid=" + mix.etl());
        URI plain = cluster.destination(object, "");
        Samples cost = new Samples();
        Samples rate = new Samples();
        Samples plainCost = new Samples();
        Samples ratio = new Samples();
        for (int round = 0; round <= rounds; round++) {
            progress.printf(
                    "%s of %d bytes, connections: %d, round %d of %d%n", mix.name(), size, connections, round, rounds);
            Cost through = load(cluster, transformed, connections);
            Cost without = load(cluster, plain, connections);
            if (round > 0) {
                cost.add(redirect + through.micros());
                rate.add(through.perSecond());
                plainCost.add(redirect + without.micros());
                ratio.add((redirect + through.micros()) / (redirect + without.micros()));
            }
        }
        return "| %s, %s | %d | %s | %,.0f | %s | %s | %s |"
                .formatted(
                        mix.name(),
                        size >= 1 << 20 ? (size >> 20) + " MiB" : (size >> 10) + " KiB",
                        connections,
                        cost.text(0),
                        rate.median(),
                        plainCost.text(0),
                        ratio.text(2),
                        mix.aim());
    }

    private record Cost(double micros, double perSecond) {}

    private Cost load(BenchCluster.Client cluster, URI url, int connections) throws IOException, InterruptedException {
        ProcessHandle jvm = cluster.jvm().toHandle();
        long before = ProcessCpu.ownNanosWithoutCompilers(jvm);
        Wrk.Load load = Wrk.run(url, connections, seconds);
        return new Cost(
                (ProcessCpu.ownNanosWithoutCompilers(jvm) - before) / 1000.0 / load.requests(), load.perSecond());
    }
}
