package io.etlbed.ci.bench;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.EtlInit;
import io.etlbed.cluster.client.JobOptions;
import io.etlbed.cluster.client.JobSelection;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectRef;
import io.etlbed.playbooks.Playbooks;
import io.etlbed.playbooks.SampleShape;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Photographs per second that the playbooks' code transforms in the cluster, beside the same function in a loop of plain
 * Python with as many processes as there are cores, the two in turn. Load, nodes and pods share the cores.
 */
final class PlaybookBench {

    private static final String BUCKET = BenchCluster.BUCKET;
    private static final int TARGETS = 2;
    private static final SampleShape PHOTOS = new SampleShape(9_000, 1_000, 400);
    private static final SampleShape TRAINING = new SampleShape(2_000, 20, 400);
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
        Path sample = work.resolve("sample");
        progress.println(sample + ": " + Playbooks.sample(Optional.empty(), sample, PHOTOS));
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
            put(ais, sample, BUCKET);
            List<String> names = names(sample, ".jpg");
            Path inline = files("imagenet-inline", work);
            photographs(ais, "Pillow", inline.resolve("code.py"), inline.resolve("deps.txt"), sample, loop, names)
                    .addTo(text, latencies, progress);
            if (Playbooks.isInstalled("imagenet-inline:torch")) {
                photographs(
                                ais,
                                "torchvision",
                                inline.resolve("code_torch.py"),
                                inline.resolve("deps-torch.txt"),
                                sample,
                                loop,
                                names)
                        .addTo(text, latencies, progress);
            }
            text.append(tars(ais, files("imagenet-offline", work), sample, loop));
            text.append(latencies);
            if (Playbooks.isInstalled("pytorch-training")) {
                Path training = work.resolve("training");
                progress.println(training + ": " + Playbooks.sample(Optional.empty(), training, TRAINING));
                ais.buckets().create(TrainingBench.BUCKET);
                put(ais, training, TrainingBench.BUCKET);
                text.append(new TrainingBench(rounds, progress)
                        .run(ais, cluster.proxy().toString(), files("pytorch-training", work), training));
            }
        }
        return text.toString();
    }

    private static Path files(String playbook, Path work) throws IOException {
        Path folder = work.resolve(playbook);
        Playbooks.copyFiles(playbook, folder);
        return folder;
    }

    /** Puts all of a folder into a bucket. */
    private static void put(AisClient ais, Path folder, String bucket) throws IOException, InterruptedException {
        for (String name : names(folder, "")) {
            ais.objects().put(new ObjectRef(bucket, name), ObjectBody.of(folder.resolve(name)));
        }
    }

    /** Names of a folder's files with an ending, in their order. */
    private static List<String> names(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(name -> name.endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    /** Rows of both tables. */
    private record Rows(String rates, String latency) {

        void addTo(StringBuilder text, StringBuilder latencies, PrintStream progress) {
            progress.print(rates);
            text.append(rates);
            latencies.append(latency);
        }
    }

    private Rows photographs(
            AisClient ais, String name, Path code, Path needs, Path sample, Path loop, List<String> photographs)
            throws IOException, InterruptedException {
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
                    way.rates().add(rate);
                    way.shares().add(100 * rate / alone);
                }
            }
            if (round > 0) {
                plain.add(alone);
            }
        }
        for (Way way : List.of(push, io, fork)) {
            ais.etl().delete(way.etl());
        }
        double forks = 100 * io.rates().median() / fork.rates().median();
        return new Rows(
                push.row(name + ", `hpush://`", plain, "80 %")
                        + io.row(name + ", `io://`", plain, "25 %")
                        + fork.row("the same without the work (%.0f %% of its time)".formatted(forks), plain, ""),
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

    private String tars(AisClient ais, Path offline, Path sample, Path loop) throws IOException, InterruptedException {
        Path code = offline.resolve("code.py");
        Path needs = offline.resolve("deps.txt");
        PythonRun python = new PythonRun(List.of(needs), progress);
        String packed = python.run(offline, "shards.py", sample.toString(), "shards", String.valueOf(TARS));
        progress.print(packed);
        ais.buckets().create("tars");
        Path shards = offline.resolve("shards");
        List<String> tars = names(shards, ".tar");
        for (String tar : tars) {
            ais.objects().put(new ObjectRef("tars", tar), ObjectBody.of(shards.resolve(tar)));
        }
        EtlInit init = Transformers.code(
                "bench-tars", Files.readString(code, StandardCharsets.UTF_8), Files.readString(needs), "hpush://");
        ais.etl().init(init);
        Samples plain = new Samples();
        Way job = new Way("bench-tars");
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
                job.rates().add(rate);
                job.shares().add(100 * rate / alone);
            }
        }
        ais.etl().delete(init.id());
        String row = job.row("Pillow, a bucket of tars", plain, "80 %");
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

    private double loop(PythonRun python, Path loop, Path code, Path folder, String ending, int round)
            throws IOException, InterruptedException {
        String part = String.valueOf(round);
        String parts = String.valueOf(rounds + 1);
        String rate =
                python.run(folder, loop.toString(), code.toString(), folder.toString(), ending, CORES, part, parts);
        return Double.parseDouble(rate.strip());
    }

    /** One way through the cluster, and its figures. */
    private record Way(String etl, Samples rates, Samples shares) {

        Way(String etl) {
            this(etl, new Samples(), new Samples());
        }

        String row(String name, Samples plain, String aim) {
            return "| %s | %s | %s | %s %% | %s |%n".formatted(name, rates.text(0), plain.text(0), shares.text(0), aim);
        }
    }
}
