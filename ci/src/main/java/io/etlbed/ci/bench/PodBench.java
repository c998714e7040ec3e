package io.etlbed.ci.bench;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.EtlInit;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * How many objects a second a transformer takes from a load generator in its pod's own network, and how many come through the
 * cluster, the two in turn. Load, cluster and pod share the cores.
 */
final class PodBench {

    private static final URI IN_THE_POD = URI.create("http://127.0.0.1:80/");
    private static final String IMPORTS_LONG = """
            import sys
            import sympy
            sys.stdout.buffer.write(sys.stdin.buffer.read())
            """;

    private final int rounds;
    private final int seconds;
    private final PrintStream progress;

    /** @param direct whether the pod can be asked without the cluster */
    private record Row(String name, EtlInit etl, int size, int connections, boolean direct, String aim) {}

    PodBench(int rounds, int seconds, PrintStream progress) {
        this.rounds = rounds;
        this.seconds = seconds;
        this.progress = progress;
    }

    private static List<Row> rows() throws IOException {
        EtlInit md5 = Transformers.image("pod-md5", "md5", "hpush://");
        EtlInit echo = Transformers.image("pod-echo", "echo", "hpush://");
        EtlInit trivial = Transformers.code("pod-code", Transformers.TRIVIAL, "", "hpush://");
        EtlInit script = Transformers.code("pod-io", IMPORTS_LONG, "sympy==1.13.3\n", "io://");
        return List.of(
                new Row("MD5, 1 MiB", md5, 1 << 20, 4, true, "share 60 %"),
                new Row("MD5, 4 KiB", md5, 4 << 10, 16, true, ""),
                new Row("echo, 1 MiB", echo, 1 << 20, 4, true, ""),
                new Row("trivial function, 4 KiB", trivial, 4 << 10, 16, true, "8,000 at the pod"),
                new Row("trivial function, 1 MiB", trivial, 1 << 20, 4, true, ""),
                new Row("io:// with an import of sympy, 100 KiB", script, 100 << 10, 4, false, "25"));
    }

    String run(Path work) throws IOException, InterruptedException {
        List<String> text = new ArrayList<>();
        text.add("| transform | at the pod, requests/s | through the cluster | share | aim |");
        text.add("|---|---|---|---|---|");
        Path folder = work.resolve("pods");
        try (BenchCluster.Client cluster = BenchCluster.start(folder, 1);
                AisClient ais = cluster.ais()) {
            List<String> running = new ArrayList<>();
            for (Row row : rows()) {
                if (!running.contains(row.etl().id())) {
                    progress.printf("init of %s%n", row.etl().id());
                    ais.etl().init(row.etl());
                    running.add(row.etl().id());
                }
                text.add(measure(cluster, row, work));
            }
        }
        return String.join("\n", text) + "\n";
    }

    private String measure(BenchCluster.Client cluster, Row row, Path work) throws IOException, InterruptedException {
        byte[] content = new byte[row.size()];
        new Random(row.size()).nextBytes(content);
        String object = row.size() + ".bin";
        cluster.put(object, content);
        Path body = Files.write(work.resolve(object), content);
        URI through = cluster.destination(object, "?uuid=" + row.etl().id());
        Samples direct = new Samples();
        Samples clustered = new Samples();
        Samples share = new Samples();
        for (int round = 0; round <= rounds; round++) {
            progress.printf("%s: round %d of %d%n", row.name(), round, rounds);
            double alone = row.direct()
                    ? Wrk.post(
                                    PodProcess.of(cluster.jvm(), row.etl().id()),
                                    IN_THE_POD,
                                    body,
                                    row.connections(),
                                    seconds)
                            .perSecond()
                    : Double.NaN;
            double together = Wrk.run(through, row.connections(), seconds).perSecond();
            if (round > 0) {
                direct.add(alone);
                clustered.add(together);
                share.add(together / alone * 100);
            }
        }
        Files.delete(body);
        return "| %s | %s | %s | %s | %s |"
                .formatted(
                        row.name(),
                        row.direct() ? direct.text(0) : "",
                        clustered.text(0),
                        row.direct() ? share.text(0) + " %" : "",
                        row.aim());
    }
}
