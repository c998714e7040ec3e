package io.etlbed.cluster.job;

import io.etlbed.cluster.data.Causes;
import io.etlbed.cluster.data.Destination;
import io.etlbed.cluster.data.MoveException;
import io.etlbed.cluster.data.ObjectFile;
import io.etlbed.cluster.data.ObjectMover;
import io.etlbed.cluster.data.PodCall;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.BucketId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One target's part of a job: its own objects, some at a time, each streamed to where it belongs. */
final class BucketJob implements TargetPart {

    private static final Logger LOG = LoggerFactory.getLogger(BucketJob.class);

    /** Objects under way at once: enough to keep pods busy, few enough to cost little. */
    private static final int AT_ONCE = 16;

    /** So many are begun together, so that the thread that begins them is woken once for all of them. */
    private static final int TOGETHER = 4;

    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /** A pod that dies, or an ETL whose target was started anew, is there again within this time, or the object has failed. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private volatile JobOrder order;
    private final LocalObjects objects;
    private final ObjectMover mover;
    private final Instant started = Instant.now();
    private final Slots slots = new Slots(AT_ONCE, TOGETHER);

    /** By the name of the object. */
    private final Map<String, CompletableFuture<Long>> moving = new ConcurrentHashMap<>();

    private final CountDownLatch ended = new CountDownLatch(1);

    private final JobTally tally = new JobTally(System::nanoTime);

    // Guarded by this.
    private @Nullable String error;
    private boolean aborted;
    private @Nullable Instant end;

    BucketJob(JobOrder order, LocalObjects objects, ObjectMover mover) {
        this.order = order;
        this.objects = objects;
        this.mover = mover;
    }

    /** An object of the source on its way. */
    private record Item(String name, long size, Instant since) {}

    @Override
    public void start() {
        Thread thread = new Thread(this::run, "ais-job-" + order.id());
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        SelectedObjects selected = new SelectedObjects(objects, order.from(), order.selection(), this::isStopped);
        try {
            count(selected);
            selected.visit(this::moveAll);
            slots.awaitAll();
        } catch (InterruptedException e) {
            stop("this node is closing", true);
        } catch (RuntimeException e) {
            LOG.error("job {} failed", order.id(), e);
            stop("internal error: " + e, false);
        } finally {
            tally.end();
            synchronized (this) {
                end = Instant.now();
                order = order.withoutNames();
            }
            ended.countDown();
        }
    }

    private void count(SelectedObjects selected) throws InterruptedException {
        LongAdder count = new LongAdder();
        LongAdder bytes = new LongAdder();
        selected.visit(page -> {
            count.add(page.size());
            page.forEach(each -> bytes.add(each.size()));
        });
        boolean named = order.selection().names() != null && !order.deletes();
        selected.missing(name -> {
            // Who names an object wants it, or wants it gone; a template may have gaps.
            if (named) {
                count.increment();
                fail(name, "it does not exist");
            } else {
                tally.missing(name);
            }
        });
        tally.all(count.sum(), bytes.sum());
    }

    private void moveAll(List<LocalObjects.Entry> page) throws InterruptedException {
        for (LocalObjects.Entry each : page) {
            slots.take();
            if (isStopped()) {
                slots.release();
                return;
            }
            move(new Item(each.name(), each.size(), Instant.now()), FIRST_WAIT);
        }
    }

    /** Moves an object, and gives its slot back when that has ended in one way or another. */
    private void move(Item item, Duration wait) {
        Destination to;
        CompletableFuture<Long> moved;
        try {
            to = order.dryRun() || order.deletes()
                    ? new Destination.Nowhere()
                    : objects.destination(order.to(), order.naming().of(item.name()));
            moved = begin(item, to).orElse(null);
        } catch (AisException | IOException e) {
            ended(item, String.valueOf(e.getMessage()));
            return;
        }
        if (moved == null) {
            slots.release();
            return;
        }
        moving.put(item.name(), moved);
        if (isStopped()) {
            moved.cancel(true);
        }
        CompletableFuture<Long> unused = moved.whenComplete((bytes, failure) -> {
            moving.remove(item.name());
            if (failure == null) {
                tally.done(item.size(), bytes, to instanceof Destination.There);
                slots.release();
            } else {
                failed(item, Causes.of(failure), wait);
            }
        });
    }

    /** Empty where the object is not there any more. */
    private Optional<CompletableFuture<Long>> begin(Item item, Destination to) throws IOException {
        Optional<Duration> limit =
                order.limitMillis() == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(order.limitMillis()));
        if (order.deletes() && !order.dryRun()) {
            return objects.delete(order.from(), item.name())
                    ? Optional.of(CompletableFuture.completedFuture(0L))
                    : Optional.empty();
        }
        String etl = order.etl();
        if (etl == null) {
            return objects.open(order.from(), item.name()).map(file -> mover.copy(file, to, limit));
        }
        Optional<PodCall> call = objects.call(etl, order.from(), item.name());
        if (call.isEmpty()) {
            // It comes back with a target that was started anew; the primary knows if it was stopped.
            return Optional.of(CompletableFuture.failedFuture(
                    new IOException("etl job \"" + etl + "\" does not run on this target")));
        }
        Optional<ObjectFile> file = objects.open(order.from(), item.name());
        return file.map(open -> mover.transform(open, call.get(), to, limit));
    }

    private void failed(Item item, Throwable failure, Duration wait) {
        boolean lasting = failure instanceof MoveException move && move.lasting();
        boolean patient = Duration.between(item.since(), Instant.now()).compareTo(PATIENCE) < 0;
        if (isStopped()) {
            slots.release();
        } else if (lasting || !patient) {
            ended(item, String.valueOf(failure.getMessage()));
        } else {
            Duration next = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
            CompletableFuture<Void> unused = CompletableFuture.runAsync(
                    () -> again(item, next), CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    private void again(Item item, Duration wait) {
        if (isStopped()) {
            slots.release();
        } else {
            move(item, wait);
        }
    }

    private void ended(Item item, String reason) {
        fail(item.name(), reason);
        slots.release();
    }

    private void fail(String name, String reason) {
        tally.failed(name, reason);
        if (!order.goOn()) {
            stop("object ais://" + order.from() + "/" + name + " failed: " + reason, false);
        }
    }

    @Override
    public void abort(String why) {
        stop(why, true);
    }

    private void stop(String why, boolean byOthers) {
        synchronized (this) {
            if (error != null || end != null) {
                return;
            }
            error = why;
            aborted = byOthers;
        }
        moving.values().forEach(each -> each.cancel(true));
    }

    private synchronized boolean isStopped() {
        return error != null;
    }

    @Override
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        return ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public String id() {
        return order.id();
    }

    @Override
    public Optional<JobOrder> order() {
        return Optional.of(order);
    }

    @Override
    public synchronized JobReport report() {
        boolean over = ended.getCount() == 0;
        return new JobReport(
                order.id(),
                order.kind(),
                BucketId.ais(order.bucket()),
                started.toString(),
                over && end != null ? end.toString() : JobReport.RUNNING,
                tally.counters(),
                aborted,
                !over ? null : error != null ? error : tally.failures(),
                tally.progress(),
                over);
    }
}
