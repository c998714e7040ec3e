package io.etlbed.ci.bench;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.JobState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** One job, from its start to the end that is reported of it, and what it has cost. */
final class JobRun {

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final BenchCluster.Client cluster;
    private final AisClient ais;

    JobRun(BenchCluster.Client cluster, AisClient ais) {
        this.cluster = cluster;
        this.ais = ais;
    }

    /** Starts a job into a bucket; its id. */
    interface Start {
        String into(String bucket) throws IOException, InterruptedException;
    }

    /**
     * What a job has cost.
     *
     * @param perSecond objects, from the call to the end
     * @param nodeMicros CPU of the nodes for each object, without the JVM's compilers
     * @param podMicros CPU of the pods for each object
     * @param gapMillis from the last object's time to the end that is reported
     */
    record Cost(double perSecond, double nodeMicros, double podMicros, double gapMillis) {}

    /** Runs a job into a bucket that is new, and stays. */
    Cost measure(String to, int objects, Start start) throws IOException, InterruptedException {
        ProcessHandle jvm = cluster.jvm().toHandle();
        long nodes = ProcessCpu.ownNanosWithoutCompilers(jvm);
        long pods = ProcessCpu.nanosOfDescendants(jvm);
        Instant begun = Instant.now();
        String id = start.into(to);
        JobState state = ais.jobs().await(id, PATIENCE);
        double nodeMicros = (ProcessCpu.ownNanosWithoutCompilers(jvm) - nodes) / 1000.0 / objects;
        double podMicros = (ProcessCpu.nanosOfDescendants(jvm) - pods) / 1000.0 / objects;
        if (!state.succeeded()) {
            throw new IOException("the job failed: " + state);
        }
        Instant end = state.end().orElseThrow();
        LastWritten last = LastWritten.of(cluster.proxy(), to);
        if (last.objects() != objects) {
            throw new IOException("the job has written " + last.objects() + " objects, not " + objects);
        }
        double seconds = Duration.between(begun, end).toNanos() / 1e9;
        return new Cost(
                objects / seconds,
                nodeMicros,
                podMicros,
                Duration.between(last.time(), end).toNanos() / 1e6);
    }
}
