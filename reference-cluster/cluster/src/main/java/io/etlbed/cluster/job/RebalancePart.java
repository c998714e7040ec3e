package io.etlbed.cluster.job;

import io.etlbed.cluster.data.Causes;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.BucketId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves every object of this target that belongs on another. It goes over all of them again and again until none is left but
 * those that cannot be moved, whatever is stopped meanwhile and comes back. A newer job takes its place.
 */
final class RebalancePart implements TargetPart {

    static final String KIND = "rebalance";

    private static final Logger LOG = LoggerFactory.getLogger(RebalancePart.class);
    private static final int AT_ONCE = 16;
    private static final int UNAVAILABLE = 503;
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final String id;
    private final LocalObjects objects;
    private final MisplacedObjects misplaced;
    private final Instant started = Instant.now();
    private final Semaphore permits = new Semaphore(AT_ONCE);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final JobTally tally = new JobTally(System::nanoTime);

    /** Those that can never be moved, by bucket and name. */
    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    private final LongAdder triedInVain = new LongAdder();

    // Guarded by this.
    private @Nullable String error;
    private boolean aborted;
    private @Nullable Instant end;

    RebalancePart(String id, LocalObjects objects, MisplacedObjects misplaced) {
        this.id = id;
        this.objects = objects;
        this.misplaced = misplaced;
    }

    /** What is done with an object that is out of place. */
    private interface Visitor {
        void visit(String bucket, LocalObjects.Entry object) throws InterruptedException;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<JobOrder> order() {
        return Optional.empty();
    }

    @Override
    public void start() {
        Thread thread = new Thread(this::run, "ais-rebalance-" + id);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            misplaced.awaitWrites();
            count();
            moveUntilNoneIsLeft();
        } catch (InterruptedException e) {
            stop("this node is closing", true);
        } catch (RuntimeException e) {
            LOG.error("rebalance {} failed", id, e);
            stop("internal error: " + e, false);
        } finally {
            tally.end();
            synchronized (this) {
                end = Instant.now();
            }
            ended.countDown();
        }
    }

    private void count() throws InterruptedException {
        LongAdder count = new LongAdder();
        LongAdder bytes = new LongAdder();
        visit((bucket, object) -> {
            count.increment();
            bytes.add(object.size());
        });
        tally.all(count.sum(), bytes.sum());
    }

    private void moveUntilNoneIsLeft() throws InterruptedException {
        Duration wait = FIRST_WAIT;
        while (!isStopped()) {
            long doneBefore = tally.progress().objects();
            triedInVain.reset();
            visit(this::move);
            permits.acquire(AT_ONCE);
            permits.release(AT_ONCE);
            if (triedInVain.sum() == 0) {
                return;
            }
            wait = tally.progress().objects() > doneBefore ? FIRST_WAIT : longer(wait);
            if (stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private static Duration longer(Duration wait) {
        Duration twice = wait.multipliedBy(2);
        return twice.compareTo(LONGEST_WAIT) < 0 ? twice : LONGEST_WAIT;
    }

    private void visit(Visitor visitor) throws InterruptedException {
        for (String bucket : misplaced.buckets()) {
            SelectedObjects all = new SelectedObjects(objects, bucket, Selection.of(""), this::isStopped);
            try {
                all.visit(page -> visit(visitor, bucket, page));
            } catch (AisException gone) {
                LOG.debug("rebalance {}: {}", id, gone.getMessage());
            }
        }
    }

    private void visit(Visitor visitor, String bucket, List<LocalObjects.Entry> page) throws InterruptedException {
        for (LocalObjects.Entry object : page) {
            if (!objects.owns(bucket, object.name())
                    && !failed.contains(place(bucket, object.name()))
                    && !isStopped()) {
                visitor.visit(bucket, object);
            }
        }
    }

    private void move(String bucket, LocalObjects.Entry object) throws InterruptedException {
        permits.acquire();
        if (!misplaced.job().equals(id)) {
            permits.release();
            stop("a newer change of the targets takes its place", true);
            return;
        }
        CompletableFuture<Long> unused = misplaced
                .handOver(bucket, object.name())
                .whenComplete((bytes, failure) -> {
                    if (failure == null) {
                        tally.done(object.size(), object.size(), true);
                    } else {
                        failed(place(bucket, object.name()), failure);
                    }
                    permits.release();
                });
    }

    private void failed(String place, Throwable failure) {
        Throwable cause = Causes.of(failure);
        boolean lasting = cause instanceof AisException told && told.status() != UNAVAILABLE;
        if (lasting) {
            LOG.warn("rebalance {}: {} stays where it is: {}", id, place, cause.getMessage());
            failed.add(place);
            tally.failed(place, String.valueOf(cause.getMessage()));
        } else {
            LOG.debug("rebalance {}: {} is tried again", id, place, cause);
            triedInVain.increment();
        }
    }

    private static String place(String bucket, String name) {
        return "ais://" + bucket + "/" + name;
    }

    @Override
    public void abort(String why) {
        stop(why, true);
    }

    private void stop(String why, boolean byOthers) {
        synchronized (this) {
            if (error == null && end == null) {
                error = why;
                aborted = byOthers;
            }
        }
        stopped.countDown();
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    @Override
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        return ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized JobReport report() {
        boolean over = ended.getCount() == 0 && end != null;
        return new JobReport(
                id,
                KIND,
                BucketId.ais(""),
                started.toString(),
                over ? String.valueOf(end) : JobReport.RUNNING,
                tally.counters(),
                aborted,
                over ? (error == null ? tally.failures() : error) : null,
                tally.progress(),
                over);
    }
}
