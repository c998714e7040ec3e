package io.etlbed.ci.history;

import io.etlbed.ci.history.Objects.Transform;
import io.etlbed.cluster.client.AisClient;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Rounds of a history. In each of them clients work while nodes are harmed; then every node is let return, everything is read, and
 * the operations of the round are checked and forgotten, but for the values that they have left. So a history may last for days.
 */
final class Rounds {

    static final String BUCKET = "history";

    private static final int KEPT_PER_ROUND = 10;
    private static final int KEPT_LOOKED_AT = 200;
    private static final Duration REPORT = Duration.ofSeconds(5);

    private final HistoryPlan plan;
    private final List<AisClient> proxies;
    private final Recorder recorder;
    private final PrintStream progress;
    private final Values values;
    private final Keys keys;
    private final Audit audit;
    private final Random random;
    private final Nemesis nemesis;

    /** What each object is at the beginning of the round. */
    private final Map<String, Long> state = new TreeMap<>();

    /** Objects that are put once and never changed. */
    private final List<String> kept = new ArrayList<>();

    private int round;

    /** @param proxies a client of each */
    Rounds(HistoryPlan plan, Members members, List<AisClient> proxies, Recorder recorder, PrintStream progress) {
        this.plan = plan;
        this.proxies = proxies;
        this.recorder = recorder;
        this.progress = progress;
        this.values = new Values(plan.seed());
        this.keys = new Keys(plan.clients());
        this.audit = new Audit(proxies.get(0), objects(Operation.AUDITOR));
        this.random = new Random(plan.seed());
        this.nemesis = new Nemesis(members, plan.targets(), new Random(plan.seed() + 1), recorder);
    }

    private Objects objects(int client) {
        return new Objects(client, BUCKET, values, recorder, new Transform(Reverse.ID, Reverse::reversed));
    }

    /** @return what may not be */
    List<Violation> next(Duration length) throws IOException, InterruptedException {
        round++;
        List<Violation> violations = new ArrayList<>(keep());
        violations.addAll(storm(length));
        Map<String, List<Operation>> operations = recorder.take();
        Set<String> looked = new TreeSet<>(operations.keySet());
        List<String> others = new ArrayList<>(kept);
        Collections.shuffle(others, random);
        looked.addAll(others.subList(0, Math.min(others.size(), KEPT_LOOKED_AT)));
        violations.addAll(look(looked, operations));
        return violations;
    }

    /** A last look at all there is. */
    List<Violation> last() throws InterruptedException {
        return look(new TreeSet<>(state.keySet()), new HashMap<>());
    }

    private List<Violation> keep() throws InterruptedException {
        for (int i = 0; i < KEPT_PER_ROUND; i++) {
            String key = "kept-" + round + "/" + i;
            kept.add(key);
            if (!audit.put(key, keys.next(key))) {
                return List.of(Violation.of(key + " cannot be put while every node is there"));
            }
        }
        return List.of();
    }

    private List<Violation> storm(Duration length) throws IOException, InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        ExecutorService threads = Executors.newFixedThreadPool(plan.clients() + 1);
        try {
            Future<List<Violation>> harm = threads.submit(() -> nemesis.run(() -> System.nanoTime() < end));
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < plan.clients(); client++) {
                Client each = new Client(client, proxies, objects(client), keys, true, new Random(random.nextLong()));
                running.add(threads.submit(() -> {
                    each.run(() -> System.nanoTime() < end);
                    return null;
                }));
            }
            tell(end);
            for (Future<?> each : running) {
                each.get();
            }
            return harm.get();
        } catch (ExecutionException e) {
            throw new IOException("the history itself broke: " + e.getCause(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private void tell(long end) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            never.await(Math.min(left, REPORT.toNanos()), TimeUnit.NANOSECONDS);
            Map<String, Long> counts = recorder.counts();
            progress.printf(
                    "round %d: %,d operations, %,d without an answer; %d times a node was stopped or killed%n",
                    round, sum(counts, " "), sum(counts, " UNKNOWN"), sum(counts, "stopped") + sum(counts, "killed"));
        }
    }

    private static long sum(Map<String, Long> counts, String part) {
        boolean operations = part.equals(" ");
        return counts.entrySet().stream()
                .filter(each -> operations
                        ? Character.isUpperCase(each.getKey().charAt(1))
                        : each.getKey().contains(part))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private List<Violation> look(Set<String> looked, Map<String, List<Operation>> operations)
            throws InterruptedException {
        List<Violation> violations = new ArrayList<>(audit.read(looked));
        recorder.take()
                .forEach((key, more) -> operations
                        .computeIfAbsent(key, each -> new ArrayList<>())
                        .addAll(more));
        operations.forEach((key, all) -> {
            RegisterCheck.of(state.getOrDefault(key, Operation.ABSENT), all).ifPresent(violations::add);
            all.stream()
                    .filter(each -> each.client() == Operation.AUDITOR && each.observes())
                    .forEach(each -> state.put(key, each.value()));
        });
        recorder.takeOdd().stream().distinct().map(Violation::of).forEach(violations::add);
        violations.addAll(audit.list(
                BUCKET,
                state.entrySet().stream()
                        .filter(each -> each.getValue() != Operation.ABSENT)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toCollection(TreeSet::new))));
        return violations;
    }
}
