package io.etlbed.ci.soak;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectRead;
import io.etlbed.cluster.client.ObjectRef;
import io.etlbed.junit.EtlCluster;
import io.etlbed.simulator.Isolation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The whole run. */
public final class Soak {

    private static final String BUCKET = "soak";
    private static final int CLIENTS = 4;
    private static final List<Integer> SIZES = List.of(0, 1, 777, 4096, 65_536, 300_000, 1 << 20, 5 << 20);
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(3);
    /** A container that was killed again and again waits longer and longer for its next start. */
    private static final Duration RECOVERY = Duration.ofMinutes(6);

    private final Duration length;
    private final long seed;
    private final Isolation isolation;
    private final PrintStream progress;
    private final Tally tally = new Tally();

    /**
     * @param length of the time in which pods are killed
     * @param seed of all that is chosen at random
     * @param isolation how pods are kept apart
     * @param progress told every few seconds how it goes
     */
    public Soak(Duration length, long seed, Isolation isolation, PrintStream progress) {
        this.length = length;
        this.seed = seed;
        this.isolation = isolation;
        this.progress = progress;
    }

    /**
     * Runs it on a cluster of its own.
     *
     * @param folder new or empty
     * @return what was wrong; empty where nothing was
     */
    public List<String> run(Path folder, PrintStream report) throws IOException, InterruptedException {
        try (EtlCluster cluster = EtlCluster.builder()
                        .targets(2)
                        .proxies(2)
                        .isolation(isolation)
                        .folder(folder)
                        .start();
                AisClient ais = AisClient.of(cluster.url())) {
            Map<ObjectRef, byte[]> objects = fill(ais);
            List<Subject> subjects = Subject.all();
            // Once before anything is measured: what the JVM and the pools keep for themselves is there from then on.
            rehearse(ais, subjects, objects);
            Vitals before = Vitals.now();
            for (Subject subject : subjects) {
                ais.etl().init(subject.init());
            }
            // By then the changes that watches may ask for, thousands of each kind, are remembered; no more of them
            // will be.
            Vitals full = before.orMoreHeap(storm(cluster, subjects, objects));
            recover(ais, subjects, objects);
            for (Subject subject : subjects) {
                ais.etl().delete(subject.id());
            }
            Vitals after = settled(full);
            after.grownSince(full).forEach(growth -> tally.wrong("it grew " + growth));
            tally.lines().forEach(report::println);
            report.println("before: " + before.text() + "; half-way " + full.heapMegabytes() + " MB");
            report.println("after:  " + after.text());
        }
        if (tally.total("transforms by ") == 0) {
            tally.wrong("nothing was transformed");
        }
        return tally.wrongs();
    }

    private Map<ObjectRef, byte[]> fill(AisClient ais) throws IOException, InterruptedException {
        Random random = new Random(seed);
        Map<ObjectRef, byte[]> objects = new LinkedHashMap<>();
        ais.buckets().create(BUCKET);
        for (int size : SIZES) {
            for (int copy = 0; copy < 2; copy++) {
                byte[] content = new byte[size];
                random.nextBytes(content);
                ObjectRef object = new ObjectRef(BUCKET, size + "/" + copy);
                ais.objects().put(object, ObjectBody.of(content));
                objects.put(object, content);
            }
        }
        return objects;
    }

    private void rehearse(AisClient ais, List<Subject> subjects, Map<ObjectRef, byte[]> objects)
            throws IOException, InterruptedException {
        for (Subject subject : subjects) {
            ais.etl().init(subject.init());
        }
        recover(ais, subjects, objects);
        for (Subject subject : subjects) {
            ais.etl().delete(subject.id());
        }
    }

    /** @return what there was in the middle of it */
    private Vitals storm(EtlCluster cluster, List<Subject> subjects, Map<ObjectRef, byte[]> objects)
            throws InterruptedException, IOException {
        long end = System.nanoTime() + length.toNanos();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + 1);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                var proxy = cluster.proxies().get(client % cluster.proxies().size());
                Traffic traffic = new Traffic(proxy, subjects, objects, new Random(seed + client + 1), tally);
                running.add(threads.submit(() -> {
                    traffic.run(() -> System.nanoTime() < end);
                    return null;
                }));
            }
            Churn churn = new Churn(cluster.url(), new Random(seed - 1), tally);
            running.add(threads.submit(() -> {
                churn.run(() -> System.nanoTime() < end);
                return null;
            }));
            Vitals halfWay = kill(cluster, end);
            for (Future<?> each : running) {
                each.get();
            }
            return halfWay;
        } catch (ExecutionException e) {
            throw new IOException("the soak itself broke: " + e.getCause(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Vitals kill(EtlCluster cluster, long end) throws InterruptedException, IOException {
        Optional<Vitals> halfWay = Optional.empty();
        Killer killer = new Killer(cluster.kubernetes(), new Random(seed - 2), tally);
        CountDownLatch never = new CountDownLatch(1);
        while (System.nanoTime() + BETWEEN_KILLS.toNanos() < end) {
            never.await(BETWEEN_KILLS.toMillis(), TimeUnit.MILLISECONDS);
            killer.strike();
            progress.printf(
                    "%,d transforms, %,d errors, %d kills, %d wrong; %d s left%n",
                    tally.total("transforms by "),
                    tally.total("errors of ") + tally.total("broken answers of "),
                    tally.of("pods deleted") + tally.of("processes of pods killed"),
                    tally.wrongs().size(),
                    (end - System.nanoTime()) / 1_000_000_000L);
            if (halfWay.isEmpty() && end - System.nanoTime() < length.toNanos() / 2) {
                halfWay = Optional.of(Vitals.now());
            }
        }
        return halfWay.isPresent() ? halfWay.get() : Vitals.now();
    }

    /** Once nothing is killed any more, every ETL serves every object again. */
    private void recover(AisClient ais, List<Subject> subjects, Map<ObjectRef, byte[]> objects)
            throws InterruptedException {
        long end = System.nanoTime() + RECOVERY.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        for (Subject subject : subjects) {
            for (Map.Entry<ObjectRef, byte[]> object : objects.entrySet()) {
                while (!serves(ais, subject, object.getKey(), object.getValue())) {
                    if (System.nanoTime() > end) {
                        tally.wrong(subject.id() + " does not serve "
                                + object.getKey().name() + " again within " + RECOVERY.toMinutes() + " min");
                        return;
                    }
                    never.await(200, TimeUnit.MILLISECONDS);
                }
            }
        }
    }

    private static boolean serves(AisClient ais, Subject subject, ObjectRef object, byte[] stored)
            throws InterruptedException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            ais.objects().get(ObjectRead.of(object).through(subject.id()), answer);
            return Arrays.equals(answer.toByteArray(), subject.answer().apply(stored));
        } catch (IOException | io.etlbed.cluster.wire.AisException e) {
            return false;
        }
    }

    /** Threads and connections that nobody uses any more go after a while. */
    private static Vitals settled(Vitals before) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        CountDownLatch never = new CountDownLatch(1);
        Vitals now = Vitals.now();
        while (!now.grownSince(before).isEmpty() && System.nanoTime() < end) {
            never.await(1, TimeUnit.SECONDS);
            now = Vitals.now();
        }
        return now;
    }
}
