package io.etlbed.ci.load;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

/** Runs mixes against an endpoint, each in a bucket of its own that goes with it. */
public final class Load {

    private final LoadPlan plan;
    private final Optional<NodeCpu> cpu;
    private final boolean etlIsKnown;
    private final PrintStream progress;

    /** The CPU time of the node processes. */
    @FunctionalInterface
    public interface NodeCpu {

        /** Nanoseconds since they began. */
        long nanos() throws IOException;
    }

    private Load(LoadPlan plan, Optional<NodeCpu> cpu, boolean etlIsKnown, PrintStream progress) {
        this.plan = plan;
        this.cpu = cpu;
        this.etlIsKnown = etlIsKnown;
        this.progress = progress;
    }

    /** Of a cluster that is somebody else's; of an ETL nothing is known but that it makes the same of an object each time. */
    public static Load of(LoadPlan plan, PrintStream progress) {
        return new Load(plan, Optional.empty(), false, progress);
    }

    /** Of our own cluster, with an ETL that is an echo or an MD5. */
    public static Load ofOurs(LoadPlan plan, NodeCpu cpu, PrintStream progress) {
        return new Load(plan, Optional.of(cpu), true, progress);
    }

    /**
     * Runs all mixes. An interrupt ends it; no bucket stays behind.
     *
     * @throws IOException if the endpoint cannot be reached, or takes no bucket or object at all; calls that go wrong later are counted
     */
    public LoadResult run() throws IOException, InterruptedException {
        List<LoadResult.OfMix> results = new ArrayList<>();
        for (Mix mix : plan.mixes()) {
            results.add(run(mix));
        }
        return new LoadResult(plan.endpoint().toString(), plan.workers(), results);
    }

    private LoadResult.OfMix run(Mix mix) throws IOException, InterruptedException {
        Random random = new Random(plan.seed());
        LoadedObjects objects = new LoadedObjects(mix.sizes(), plan.workers(), random);
        Tally tally = new Tally();
        EtlAnswers answers = etlIsKnown ? EtlAnswers.echoOrMd5() : EtlAnswers.anything();
        try (LoadBucket bucket = LoadBucket.create(plan.endpoint())) {
            progress.printf("%s (%s, %s) in ais://%s%n", mix.name(), mix.described(), mix.sizes(), bucket.name());
            try (Crew crew = new Crew(plan.workers())) {
                if (mix.percentPut() < 100) {
                    fill(objects, bucket, crew);
                }
                long cpuBefore = cpu();
                double seconds = crew.work(
                        plan.length(),
                        (number, stop) -> {
                            try (LoadClient client = crew.watched(new LoadClient(plan.endpoint()))) {
                                new Worker(
                                                mix,
                                                objects,
                                                new Calls(client, bucket.name()),
                                                plan.etl(),
                                                answers,
                                                new Random(plan.seed() + number),
                                                tally,
                                                stop)
                                        .run();
                            }
                        },
                        elapsed -> tell(mix, tally, elapsed));
                long calls = tally.count() + tally.failures();
                OptionalDouble nodeMicros = cpu.isEmpty() || calls == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of((cpu() - cpuBefore) / 1000.0 / calls);
                return new LoadResult.OfMix(
                        mix.name(),
                        mix.described(),
                        mix.sizes().toString(),
                        seconds,
                        tally.calls(),
                        tally.errors(),
                        nodeMicros);
            }
        }
    }

    /** Every object once; what goes wrong here ends the load. */
    private void fill(LoadedObjects objects, LoadBucket bucket, Crew crew) throws IOException, InterruptedException {
        crew.share(objects.all(), (number, mine) -> {
            try (LoadClient client = crew.watched(new LoadClient(plan.endpoint()))) {
                Calls calls = new Calls(client, bucket.name());
                for (LoadedObject object : mine) {
                    long unused = calls.put(object);
                }
            }
        });
    }

    private long cpu() throws IOException {
        return cpu.isPresent() ? cpu.get().nanos() : 0;
    }

    private void tell(Mix mix, Tally tally, Duration elapsed) {
        double seconds = elapsed.toNanos() / 1e9;
        progress.printf(
                "%s: %.0f of %d s: %,.0f calls/s, %,.1f MiB/s%s, errors: %d%n",
                mix.name(),
                seconds,
                plan.length().toSeconds(),
                tally.count() / seconds,
                tally.bytes() / seconds / (1 << 20),
                tally.latencies(),
                tally.failures());
    }
}
