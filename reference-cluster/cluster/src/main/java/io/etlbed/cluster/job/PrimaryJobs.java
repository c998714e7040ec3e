package io.etlbed.cluster.job;

import io.etlbed.cluster.control.BucketQuery;
import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.etl.Targets;
import io.etlbed.cluster.wire.ActionMsg;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.EtlMd;
import io.etlbed.cluster.wire.Names;
import io.etlbed.cluster.wire.NodeActivity;
import io.etlbed.cluster.wire.UnavailableException;
import java.io.IOException;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The jobs that this proxy has started as the primary. Each is followed until all targets have done their part; where one fails
 * the others end too, and the destination that was made for the job goes.
 */
public final class PrimaryJobs implements AutoCloseable {

    private static final int REMEMBERED = 1000;

    /** Each has threads here, and objects under way on every target. */
    private static final int MOST_RUNNING = 64;

    private final JobTargets targets;
    private final JobBuckets buckets;
    private final Supplier<EtlMd> etls;
    private final JobFollower follower;
    private final BooleanSupplier unsettled;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "ais-jobs");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param etls what is known of ETLs now
     * @param unsettled whether objects are on their way between targets
     */
    public PrimaryJobs(Targets targets, JobBuckets buckets, Supplier<EtlMd> etls, BooleanSupplier unsettled) {
        this.targets = new JobTargets(targets);
        this.buckets = buckets;
        this.etls = etls;
        this.follower = new JobFollower(this.targets, buckets, this::isWanted, threads, closed);
        this.unsettled = unsettled;
    }

    /** Whether a job is under way that reads or writes whole buckets. */
    public boolean isWriting() {
        return all().stream().anyMatch(Job::running);
    }

    /** Starts a job; its id. */
    public ControlResponse start(ControlRequest request) throws InterruptedException {
        JobOrder order = named(JobReader.read(request, ActionMsg.parse(request.body())));
        requireSettled(order);
        Names.checkBucket(order.to());
        requireBucket(order.from());
        if (order.from().equals(order.to()) && !order.dryRun() && !order.deletes()) {
            throw new AisException(
                    400, "cannot " + order.kind() + " bucket \"ais://" + order.from() + "\" onto itself");
        }
        return ControlResponse.text(order.renames() ? rename(order) : start(order));
    }

    private String start(JobOrder order) throws InterruptedException {
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
            threads.execute(() -> follower.follow(job));
            started = true;
        } catch (IOException e) {
            throw new AisException(502, "a target cannot be reached: " + e.getMessage(), e);
        } finally {
            if (!started) {
                giveUp(job);
            }
        }
        return job.order().id();
    }

    /** Gives a bucket another name: a job that is over at once. */
    private String rename(JobOrder order) throws InterruptedException {
        Job job = new Job(order, false);
        enter(job);
        boolean done = false;
        try {
            buckets.rename(order.from(), order.to());
            done = true;
        } finally {
            if (!done) {
                forget(order);
            }
        }
        job.finish();
        return order.id();
    }

    /** A job of a kind that has nothing to do here: it is over at once. */
    String startIdle(String kind) {
        Job job = new Job(JobOrder.idle(kind), false);
        enter(job);
        job.finish();
        return job.order().id();
    }

    private void enter(Job job) {
        synchronized (jobs) {
            refuseClash(job.order());
            jobs.put(job.order().id(), job);
            forgetOld();
        }
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

    /** A target would not see all that belongs to it, and others would see it twice. */
    private void requireSettled(JobOrder order) {
        if (unsettled.getAsBoolean()) {
            throw new UnavailableException("rebalance is running, cannot run " + order.kind() + " concurrently", 5);
        }
    }

    private void requireBucket(String name) {
        if (!buckets.exists(name)) {
            throw BucketQuery.missing("ais://" + name);
        }
    }

    /**
     * Takes the destination, and makes it where it is not there. Two jobs that write to it would not know of each other; only
     * jobs of selected objects do so into a bucket that will stay.
     */
    private Job reserve(JobOrder order) throws InterruptedException {
        Job job = new Job(order, !order.dryRun() && !buckets.exists(order.to()));
        enter(job);
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
        long running = jobs.values().stream().filter(Job::running).count();
        if (running >= MOST_RUNNING) {
            throw new UnavailableException(running + " jobs are running already; try again", 1);
        }
        for (Job other : jobs.values()) {
            String writes = other.order().to();
            boolean writing = other.running() && !other.order().dryRun();
            boolean together = order.selects() && other.order().selects() && !other.madeDestination();
            boolean same = writes.equals(order.from()) || (writes.equals(order.to()) && !together);
            boolean deleting = order.deletes() && other.order().deletes();
            if ((writing && !order.dryRun() && same && !deleting) || renames(order, other)) {
                throw new AisException(
                        409,
                        other.order().kind() + "[" + other.order().id() + "] is currently running on ais://" + writes
                                + ", cannot run " + order.kind() + " concurrently");
            }
        }
    }

    /** Whether a bucket of one of the two gets another name by one of them. */
    private static boolean renames(JobOrder order, Job other) {
        return other.running()
                && (order.renames() || other.order().renames())
                && (other.order().touches(order.from()) || other.order().touches(order.to()));
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
            follower.destroyDestination(job);
        }
        forget(job.order());
    }

    private boolean isWanted(String etl) {
        EtlMd.Etl known = etls.get().etls().get(etl);
        return known != null && known.stage() == EtlMd.Stage.RUNNING;
    }

    /** Those that this proxy has started, the latest last. */
    List<Job> all() {
        synchronized (jobs) {
            return List.copyOf(jobs.values());
        }
    }

    /** What runs, and the latest of what is over; how far it is only the targets know. */
    public List<NodeActivity.JobPart> activity() {
        return JobParts.latest(all(), job -> JobParts.of(job.report(), Optional.of(job.order())));
    }

    /** Ends a job before it is done. */
    void abort(Job job) throws InterruptedException {
        if (job.running()) {
            String what = job.order().kind() + "[" + job.order().id() + "]-ais://"
                    + job.order().to() + " <= ais://" + job.order().from();
            targets.stop(job, what + " aborted at " + LocalTime.now(ZoneOffset.UTC), true);
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
