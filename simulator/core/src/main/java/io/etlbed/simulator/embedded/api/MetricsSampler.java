package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.api.PodMetrics.Rate;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Measures pods when somebody asks. CPU is a rate and takes two looks: the one of the last question where that is not too
 * long ago, else two of this question, a moment apart. Nothing happens between questions.
 */
final class MetricsSampler implements AutoCloseable {

    /** Below this the kernel's ticks of 10 ms would show. */
    private static final Duration SHORTEST = Duration.ofMillis(200);
    /** What was longer ago says little of now. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final PodUsages usages;
    private final Map<String, Look> looks = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    MetricsSampler(PodUsages usages) {
        this.usages = usages;
    }

    private record Look(long nanos, Map<String, ContainerUsage> byRun) {}

    /** The metrics of those pods of which a container runs. */
    List<PodMetrics> measure(List<Pod> pods) throws InterruptedException {
        long now = System.nanoTime();
        looks.values().removeIf(look -> now - look.nanos() > LONGEST.toNanos());
        List<Look> first = new ArrayList<>();
        long due = now;
        for (Pod pod : pods) {
            Look earlier = looks.get(uid(pod));
            Look base = earlier == null ? look(pod) : earlier;
            first.add(base);
            due = base.byRun().isEmpty() ? due : Math.max(due, base.nanos() + SHORTEST.toNanos());
        }
        // Who closes the server does not wait for us.
        boolean ended = closed.await(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        List<PodMetrics> metrics = new ArrayList<>();
        for (int i = 0; i < pods.size() && !ended; i++) {
            Pod pod = pods.get(i);
            Look base = first.get(i);
            Look last = look(pod);
            if (!last.byRun().isEmpty()) {
                looks.put(uid(pod), last);
                // Of what has only just begun there is no rate yet.
                if (last.nanos() - base.nanos() >= SHORTEST.toNanos()) {
                    metrics.add(between(pod, base, last));
                }
            }
        }
        return metrics;
    }

    private Look look(Pod pod) {
        Map<String, ContainerUsage> byRun =
                usages.of(pod).stream().collect(Collectors.toMap(ContainerUsage::run, Function.identity()));
        return new Look(System.nanoTime(), byRun);
    }

    private static PodMetrics between(Pod pod, Look first, Look last) {
        long window = last.nanos() - first.nanos();
        List<Rate> rates = new ArrayList<>();
        for (ContainerUsage now : last.byRun().values()) {
            // What was not there at the first look has had all its CPU since.
            ContainerUsage before = first.byRun().get(now.run());
            long cpu = now.cpuNanos() - (before == null ? 0 : before.cpuNanos());
            long nanocores = Math.max(0, Math.round(cpu * (double) TimeUnit.SECONDS.toNanos(1) / window));
            rates.add(new Rate(now.name(), nanocores, now.memoryBytes()));
        }
        return new PodMetrics(pod, window, List.copyOf(rates));
    }

    private static String uid(Pod pod) {
        return pod.getMetadata().getUid();
    }

    /** Ends waits. */
    @Override
    public void close() {
        closed.countDown();
    }
}
