package io.etlbed.cluster.job;

import io.etlbed.cluster.control.BucketQuery;
import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.etl.Targets;
import io.etlbed.cluster.wire.ActionMsg;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.EtlMd;
import io.etlbed.cluster.wire.Names;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs that this proxy has started as the primary. It follows each until all targets have done their part: one that was
 * restarted meanwhile is given its part again, and where one fails the others end too, and the destination that was made for the
 * job goes.
 */
public final class PrimaryJobs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PrimaryJobs.class);
    private static final int REMEMBERED = 1000;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    /** A target that is lost for so long does not come back for its part. */
    private static final Duration LOST = Duration.ofMinutes(2);

    private final JobTargets targets;
    private final JobBuckets buckets;
    private final Supplier<EtlMd> etls;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "ais-jobs");
        thread.setDaemon(true);
        return thread;
    });

    /** @param etls what is known of ETLs now */
    public PrimaryJobs(Targets targets, JobBuckets buckets, Supplier<EtlMd> etls) {
        this.targets = new JobTargets(targets);
        this.buckets = buckets;
        this.etls = etls;
    }

    /** Starts a job; its id. */
    public ControlResponse start(ControlRequest request) throws InterruptedException {
        JobOrder order = named(JobReader.read(request, ActionMsg.parse(request.body())));
        Names.checkBucket(order.to());
        requireBucket(order.from());
        if (order.from().equals(order.to()) && !order.dryRun()) {
            throw new AisException(
                    400, "cannot " + order.kind() + " bucket \"ais://" + order.from() + "\" onto itself");
        }
        List<String> ids = targets.ids();
        if (ids.isEmpty()) {
            throw new AisException(503, "the cluster has no target");
        }
        Job job = reserve(order.by(ids));
        boolean started = false;
        try {
            for (String id : ids) {
                targets.start(id, job.order());
            }
            threads.execute(() -> follow(job));
            started = true;
        } catch (IOException e) {
            throw new AisException(502, "a target cannot be reached: " + e.getMessage(), e);
        } finally {
            if (!started) {
                giveUp(job);
            }
        }
        return ControlResponse.text(job.order().id());
    }

    /** The order with its ETL: the one that is named, else the only one that runs (API-10). */
    private JobOrder named(JobOrder order) {
        String id = order.etl();
        if (id == null) {
            return order;
        }
        List<String> running = etls.get().etls().entrySet().stream()
                .filter(each -> each.getValue().stage() == EtlMd.Stage.RUNNING)
                .map(Map.Entry::getKey)
                .toList();
        if (id.isEmpty() && running.size() != 1) {
            throw new AisException(
                    400,
                    "ETL ID can't be empty: " + (running.isEmpty() ? "no ETL is running" : "there are " + running));
        }
        String chosen = id.isEmpty() ? running.get(0) : id;
        if (!running.contains(chosen)) {
            throw new AisException(404, "etl job \"" + chosen + "\" does not exist, or is stopped");
        }
        return order.through(chosen);
    }

    private void requireBucket(String name) {
        if (!buckets.exists(name)) {
            throw BucketQuery.missing("ais://" + name);
        }
    }

    /** Takes the destination, and makes it where it is not there: two jobs that write to it would not know of each other. */
    private Job reserve(JobOrder order) throws InterruptedException {
        Job job = new Job(order, !order.dryRun() && !buckets.exists(order.to()));
        synchronized (jobs) {
            refuseClash(order);
            jobs.put(order.id(), job);
            forgetOld();
        }
        boolean made = !job.madeDestination();
        try {
            if (!made) {
                buckets.create(order.to());
                made = true;
            }
        } finally {
            if (!made) {
                forget(order);
            }
        }
        return job;
    }

    private void refuseClash(JobOrder order) {
        for (Job other : jobs.values()) {
            String writes = other.order().to();
            boolean writing = other.running() && !other.order().dryRun();
            if (writing && !order.dryRun() && (writes.equals(order.to()) || writes.equals(order.from()))) {
                throw new AisException(
                        409,
                        other.order().kind() + "[" + other.order().id() + "] is currently running on ais://" + writes
                                + ", cannot run " + order.kind() + " concurrently");
            }
        }
    }

    private void forget(JobOrder order) {
        synchronized (jobs) {
            jobs.remove(order.id());
        }
    }

    private void forgetOld() {
        jobs.values().stream()
                .filter(job -> !job.running())
                .limit(Math.max(0, jobs.size() - REMEMBERED))
                .map(job -> job.order().id())
                .toList()
                .forEach(jobs::remove);
    }

    private void giveUp(Job job) throws InterruptedException {
        targets.abort(job.order(), "it could not be started on every target");
        if (job.madeDestination()) {
            destroy(job);
        }
        forget(job.order());
    }

    private void follow(Job job) {
        try {
            List<CompletableFuture<Optional<JobReport>>> parts = job.order().targets().stream()
                    .map(target -> CompletableFuture.supplyAsync(() -> part(job, target), threads))
                    .toList();
            List<JobReport> reports = new ArrayList<>();
            for (CompletableFuture<Optional<JobReport>> part : parts) {
                part.join().ifPresent(reports::add);
            }
            finish(job, reports);
        } catch (CompletionException e) {
            LOG.warn("job {} is not followed to its end", job.order().id(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a target to do its part; empty where it is lost. */
    private Optional<JobReport> part(Job job, String target) {
        long lostSince = 0;
        try {
            while (true) {
                try {
                    stopWithItsEtl(job);
                    Optional<JobReport> report =
                            targets.awaitEnd(target, job.order().id());
                    lostSince = 0;
                    if (report.isEmpty()) {
                        if (job.failed()) {
                            return Optional.empty();
                        }
                        LOG.info(
                                "job {}: target {} was restarted, and begins its part again",
                                job.order().id(),
                                target);
                        targets.start(target, job.order());
                    } else if (!report.get().running()) {
                        ended(job, report.get());
                        return report;
                    }
                } catch (IOException | AisException e) {
                    lostSince = lostSince == 0 ? System.nanoTime() : lostSince;
                    if (System.nanoTime() - lostSince > LOST.toNanos()) {
                        stop(job, "target " + target + " is lost: " + e.getMessage(), false);
                        return Optional.empty();
                    }
                    if (job.failed() || closed.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                        return Optional.empty();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private void stopWithItsEtl(Job job) throws InterruptedException {
        String etl = job.order().etl();
        if (etl != null && !job.failed() && !isWanted(etl)) {
            stop(job, "etl job \"" + etl + "\" was stopped", false);
        }
    }

    private boolean isWanted(String etl) {
        EtlMd.Etl known = etls.get().etls().get(etl);
        return known != null && known.stage() == EtlMd.Stage.RUNNING;
    }

    private void ended(Job job, JobReport report) throws InterruptedException {
        if (!report.done() && !job.order().goOn()) {
            stop(job, String.valueOf(report.error()), report.aborted());
        }
    }

    private void stop(Job job, String why, boolean byOthers) throws InterruptedException {
        if (job.fail(why, byOthers)) {
            targets.abort(job.order(), why);
        }
    }

    private void finish(Job job, List<JobReport> reports) throws InterruptedException {
        if (job.failed() && job.madeDestination()) {
            destroy(job);
        } else if (job.failed() && !job.order().dryRun()) {
            long written = reports.stream()
                    .mapToLong(each -> each.progress().objects())
                    .sum();
            job.note("ais://" + job.order().to() + " holds what was written: " + written + " objects of this job");
        } else {
            String failures = Job.reasons(reports);
            if (!failures.isEmpty()) {
                job.note(failures);
            }
        }
        job.finish();
        LOG.info(
                "job {} {} ais://{} => ais://{}: over after {} ms{}",
                job.order().id(),
                job.order().kind(),
                job.order().from(),
                job.order().to(),
                job.age().toMillis(),
                job.failed() ? ", " + job.status().err() : "");
    }

    private void destroy(Job job) throws InterruptedException {
        try {
            buckets.destroy(job.order().to());
        } catch (AisException e) {
            job.note("ais://" + job.order().to() + " could not be removed: " + e.getMessage());
        }
    }

    /** The job of that id; empty where this proxy has not started it. */
    Optional<Job> find(String id) {
        synchronized (jobs) {
            return Optional.ofNullable(jobs.get(id));
        }
    }

    /** Those that this proxy has started, the latest last. */
    List<Job> all() {
        synchronized (jobs) {
            return List.copyOf(jobs.values());
        }
    }

    /** Ends a job before it is done. */
    void abort(Job job) throws InterruptedException {
        if (job.running()) {
            String what = job.order().kind() + "[" + job.order().id() + "]-ais://"
                    + job.order().to() + " <= ais://" + job.order().from();
            stop(job, what + " aborted at " + LocalTime.now(ZoneOffset.UTC), true);
        }
    }

    JobTargets targets() {
        return targets;
    }

    @Override
    public void close() {
        closed.countDown();
        threads.shutdownNow();
    }
}
