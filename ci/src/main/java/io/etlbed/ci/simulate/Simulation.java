package io.etlbed.ci.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.etlbed.ci.bench.CurrentMap;
import io.etlbed.cluster.NodeHandle;
import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.EtlInit;
import io.etlbed.cluster.client.JobOptions;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectRef;
import io.etlbed.cluster.wire.Snode;
import io.etlbed.junit.EtlCluster;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Measures clusters of one size after the other, whose containers are Java code, all of them in this JVM. */
public final class Simulation {

    private static final int OBJECT_BYTES = 4096;
    private static final String ETL = "echo-etl";
    private static final String BUCKET = "simulated";
    private static final Duration JOIN_LIMIT = Duration.ofMinutes(2);
    private static final Duration WARM_UP = Duration.ofMillis(500);
    private static final String SPEC = """
            apiVersion: v1
            kind: Pod
            metadata:
              name: echo
              annotations:
                communication_type: hpush://
                wait_timeout: 5m
            spec:
              containers:
                - name: server
                  image: etlbed/echo:latest
                  ports: [{name: default, containerPort: 80}]
                  readinessProbe: {httpGet: {path: /health, port: default}}
            """;

    private final Path work;
    private final int objects;
    private final Duration load;
    private final int warmUps;
    private final PrintStream progress;

    /**
     * What is to be measured.
     *
     * @param work an empty folder
     * @param objects of a job, at least 1
     * @param load how long each load of inline transforms lasts
     * @param warmUps how often a cluster of one target is measured before, which does not count
     */
    public Simulation(Path work, int objects, Duration load, int warmUps, PrintStream progress) {
        this.work = work;
        this.objects = objects;
        this.load = load;
        this.warmUps = warmUps;
        this.progress = progress;
    }

    /** @param sizes numbers of targets, at least one */
    public SimulationReport run(List<Integer> sizes) throws IOException, InterruptedException {
        for (int round = 1; round <= warmUps; round++) {
            progress.printf("1 target, to warm up, %d of %d%n", round, warmUps);
            Measured unused = measure(1);
        }
        List<Measured> points = new ArrayList<>();
        for (int targets : sizes) {
            progress.printf("%d %s%n", targets, targets == 1 ? "target" : "targets");
            points.add(measure(targets));
        }
        return new SimulationReport(points, objects, Runtime.getRuntime().availableProcessors());
    }

    private Measured measure(int targets) throws IOException, InterruptedException {
        long began = System.nanoTime();
        try (EtlCluster cluster = EtlCluster.builder()
                        .inproc()
                        .targets(targets)
                        .handler(
                                "etlbed/echo",
                                (request, answer) ->
                                        answer.send(200, request.body().readAllBytes()))
                        .folder(work.resolve("targets-" + targets))
                        .start();
                AisClient ais = AisClient.of(cluster.url());
                InlineLoad inline = new InlineLoad()) {
            double ready = seconds(began);
            say("ready after", ready);
            ais.buckets().create(BUCKET);
            ais.buckets().create("empty");
            double init = timed("init", () -> ais.etl().init(EtlInit.spec(ETL, SPEC.getBytes(UTF_8))));
            double emptyJob = timed("job over no objects", () -> transform(ais, "empty", "empty-new"));
            fill(ais);
            List<URI> urls = urls(cluster.url());
            List<URI> owners = inline.owners(urls);
            InlineLoad.Load unused = inline.run(owners, 2, WARM_UP);
            InlineLoad.Load redirects = inline.run(urls, 3, load);
            InlineLoad.Load transforms = inline.run(owners, 2, load);
            progress.printf("  inline %.0f/s%n", transforms.rate());
            NodeCpu cpu = new NodeCpu();
            double job = timed("job over " + objects + " objects", () -> transform(ais, BUCKET, BUCKET + "-new"));
            double jobCpu = cpu.since() / objects;
            double join = timed("join", () -> join(cluster));
            double stop = timed("stop", () -> ais.etl().stop(ETL));
            return new Measured(
                    targets,
                    ready,
                    init,
                    stop,
                    emptyJob,
                    join,
                    redirects.cpu(),
                    transforms.rate(),
                    transforms.cpu(),
                    objects / job,
                    jobCpu);
        }
    }

    private static void transform(AisClient ais, String from, String to) throws IOException, InterruptedException {
        ais.jobs().await(ais.jobs().transform(ETL, from, to, JobOptions.NONE));
    }

    private void fill(AisClient ais) throws IOException, InterruptedException {
        byte[] bytes = new byte[OBJECT_BYTES];
        for (int i = 0; i < objects; i++) {
            ais.objects().put(new ObjectRef(BUCKET, name(i)), ObjectBody.of(bytes));
        }
    }

    private List<URI> urls(URI proxy) {
        List<URI> urls = new ArrayList<>();
        for (int i = 0; i < objects; i++) {
            urls.add(proxy.resolve("/v1/objects/" + BUCKET + "/" + name(i) + "?uuid=" + ETL));
        }
        return urls;
    }

    private static String name(int number) {
        return "object-" + number;
    }

    /** A target joins, and has its place once it runs what the others run. */
    private static void join(EtlCluster cluster) throws IOException, InterruptedException {
        NodeHandle joined = cluster.addTarget();
        long end = System.nanoTime() + JOIN_LIMIT.toNanos();
        while (!hasPlace(cluster.url(), joined.id())) {
            if (System.nanoTime() > end) {
                throw new IOException("target " + joined.id() + " has no place after " + JOIN_LIMIT.toSeconds() + " s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** Whether a target is in the map, and not joining any more. */
    private static boolean hasPlace(URI proxy, String target) throws IOException, InterruptedException {
        Snode node = CurrentMap.of(proxy).tmap().get(target);
        return node != null && node.flags() == 0;
    }

    /** Something that takes time. */
    private interface Act {
        void run() throws IOException, InterruptedException;
    }

    private double timed(String what, Act act) throws IOException, InterruptedException {
        long began = System.nanoTime();
        act.run();
        double took = seconds(began);
        say(what, took);
        return took;
    }

    private void say(String what, double seconds) {
        progress.printf("  %s %.3f s%n", what, seconds);
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
