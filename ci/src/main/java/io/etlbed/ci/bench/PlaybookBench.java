package io.etlbed.ci.bench;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.EtlInit;
import io.etlbed.cluster.client.JobOptions;
import io.etlbed.cluster.client.JobSelection;
import io.etlbed.playbooks.Playbooks;
import io.etlbed.playbooks.SampleShape;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Photographs per second that the playbooks' code transforms in the cluster, beside the same function in a loop of plain
 * Python with as many processes as there are cores, the two in turn. Load, nodes and pods share the cores.
 */
final class PlaybookBench {

    private static final String BUCKET = BenchCluster.BUCKET;
    private static final int TARGETS = 2;
    private static final SampleShape PHOTOS = new SampleShape(9_000, 1_000, 400);
    private static final int TARS = 100;
    private static final int ALONE = 30;

    /** Of {@code io://} a round reads no more: a process for each makes it slow. */
    private static final int FORKS = 500;

    private static final String CORES = String.valueOf(Runtime.getRuntime().availableProcessors());

    private final int rounds;
    private final PrintStream progress;

    PlaybookBench(int rounds, PrintStream progress) {
        this.rounds = rounds;
        this.progress = progress;
    }

    String run(Path work) throws IOException, InterruptedException {
        LocalFolder sample = LocalFolder.ofSample(work.resolve("sample"), PHOTOS, progress);
        Path loop = work.resolve("loop.py");
        try (InputStream text = PlaybookBench.class.getResourceAsStream("loop.py")) {
            Files.write(loop, text.readAllBytes());
        }
        StringBuilder text = new StringBuilder("""
                | code | in the cluster, photographs/s | plain Python | share | aim |
                |---|---|---|---|---|
                """);
        StringBuilder latencies = new StringBuilder("""

                | code by `io://`, one object after the other | first, ms | median of the others | slowest of them |
                |---|---|---|---|
                """);
        try (BenchCluster.Client cluster = BenchCluster.start(work.resolve("playbooks"), TARGETS);
                AisClient ais = cluster.ais()) {
            sample.put(ais, BUCKET);
            LocalFolder inline = LocalFolder.ofPlaybook("imagenet-inline", work);
            photographs(ais, "Pillow", inline.file("code.py"), inline.file("deps.txt"), sample, loop)
                    .addTo(text, latencies, progress);
            if (Playbooks.isInstalled("imagenet-inline:torch")) {
                photographs(
                                ais,
                                "torchvision",
                                inline.file("code_torch.py"),
                                inline.file("deps-torch.txt"),
                                sample,
                                loop)
                        .addTo(text, latencies, progress);
            }
            text.append(tars(ais, LocalFolder.ofPlaybook("imagenet-offline", work), sample, loop));
            text.append(latencies);
        }
        return text.toString();
    }

    /** Rows of both tables. */
    private record Rows(String rates, String latency) {

        void addTo(StringBuilder text, StringBuilder latencies, PrintStream progress) {
            progress.print(rates);
            text.append(rates);
            latencies.append(latency);
        }
    }

    private Rows photographs(AisClient ais, String name, Path code, Path needs, LocalFolder sample, Path loop)
            throws IOException, InterruptedException {
        List<String> photographs = sample.names(".jpg");
        String script = Files.readString(code);
        String requirements = Files.readString(needs);
        ais.etl().init(Transformers.code("bench-hpush", script, requirements, "hpush://"));
        ais.etl().init(Transformers.code("bench-io", script, requirements, "io://"));
        // What is left of it without the work: imports, a process for each object, bytes in and out.
        String idle = script.replaceFirst("write\\(transform\\((.*)\\)\\)", "write($1)");
        ais.etl().init(Transformers.code("bench-fork", idle, requirements, "io://"));
        String latency = latency(ais, name, photographs);
        PythonRun python = new PythonRun(List.of(needs), progress);
        Samples plain = new Samples();
        Way push = new Way("bench-hpush");
        Way io = new Way("bench-io");
        Way fork = new Way("bench-fork");
        for (int round = 0; round <= rounds; round++) {
            progress.printf("%s: round %d of %d%n", name, round, rounds);
            double alone = loop(python, loop, code, sample, ".jpg", round);
            List<String> part = part(photographs, round);
            for (Way way : List.of(push, io, fork)) {
                List<String> read = way.equals(push) ? part : part.subList(0, Math.min(FORKS, part.size()));
                double rate = Readers.rate(ais, BUCKET, read, way.etl());
                if (round > 0) {
                    way.share().add(rate, alone);
                }
            }
            if (round > 0) {
                plain.add(alone);
            }
        }
        for (Way way : List.of(push, io, fork)) {
            ais.etl().delete(way.etl());
        }
        double forks = 100 * io.share().rates().median() / fork.share().rates().median();
        return new Rows(
                push.share().row(name + ", `hpush://`", plain, "80 %")
                        + io.share().row(name + ", `io://`", plain, "25 %")
                        + fork.share()
                                .row("the same without the work (%.0f %% of its time)".formatted(forks), plain, ""),
                latency);
    }

    private static String latency(AisClient ais, String name, List<String> photographs)
            throws IOException, InterruptedException {
        double first = Readers.read(ais, BUCKET, photographs.get(0), "bench-io");
        Samples others = new Samples();
        for (int i = 1; i <= ALONE; i++) {
            others.add(Readers.read(ais, BUCKET, photographs.get(i), "bench-io"));
        }
        return "| %s | %.0f | %.0f | %.0f |%n".formatted(name, first, others.median(), others.max());
    }

    private String tars(AisClient ais, LocalFolder offline, LocalFolder sample, Path loop)
            throws IOException, InterruptedException {
        Path code = offline.file("code.py");
        PythonRun python = new PythonRun(List.of(offline.file("deps.txt")), progress);
        progress.print(
                python.run(offline.path(), "shards.py", sample.path().toString(), "shards", String.valueOf(TARS)));
        ais.buckets().create("tars");
        LocalFolder shards = new LocalFolder(offline.file("shards"));
        List<String> tars = shards.names(".tar");
        shards.put(ais, "tars");
        EtlInit init = Transformers.code("bench-tars", offline.text("code.py"), offline.text("deps.txt"), "hpush://");
        ais.etl().init(init);
        Samples plain = new Samples();
        Share share = new Share();
        int each = (PHOTOS.train() + PHOTOS.val()) / TARS;
        for (int round = 0; round <= rounds; round++) {
            progress.printf("tars: round %d of %d%n", round, rounds);
            double alone = each * loop(python, loop, code, shards, ".tar", round);
            List<String> part = part(tars, round);
            JobOptions these = JobOptions.NONE.selecting(new JobSelection.Names(part));
            long began = System.nanoTime();
            ais.jobs().await(ais.jobs().transform(init.id(), "tars", "tars-new", these));
            double rate = each * part.size() / ((System.nanoTime() - began) / 1e9);
            ais.buckets().destroy("tars-new");
            if (round > 0) {
                plain.add(alone);
                share.add(rate, alone);
            }
        }
        ais.etl().delete(init.id());
        String row = share.row("Pillow, a bucket of tars", plain, "80 %");
        progress.print(row);
        return row;
    }

    /** What a round reads: no two rounds read the same. */
    private List<String> part(List<String> names, int round) {
        List<String> part = new ArrayList<>();
        for (int i = round; i < names.size(); i += rounds + 1) {
            part.add(names.get(i));
        }
        return part;
    }

    private double loop(PythonRun python, Path loop, Path code, LocalFolder folder, String ending, int round)
            throws IOException, InterruptedException {
        String part = String.valueOf(round);
        String parts = String.valueOf(rounds + 1);
        String rate = python.run(
                folder.path(), loop.toString(), code.toString(), folder.path().toString(), ending, CORES, part, parts);
        return Double.parseDouble(rate.strip());
    }

    /** One way through the cluster, and its figures. */
    private record Way(String etl, Share share) {

        Way(String etl) {
            this(etl, new Share());
        }
    }
}
