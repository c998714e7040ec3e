package io.etlbed.cluster.etl;

import io.etlbed.cluster.etl.Fanout.Answer;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.EtlMd;
import io.etlbed.cluster.wire.UnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops ETLs on all targets: everywhere, or nowhere (LIFE-10). */
final class EtlLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EtlLifecycle.class);
    private static final byte[] NOTHING = new byte[0];

    private final EtlRegistry registry;
    private final Fanout fanout;

    EtlLifecycle(EtlRegistry registry, Fanout fanout) {
        this.registry = registry;
        this.fanout = fanout;
    }

    void init(InitMessage message) throws InterruptedException {
        EtlJob job = new EtlJob(message);
        // Locked before anybody can find it: what wants to stop it must wait until it is either running or gone.
        job.lock().lockInterruptibly();
        try {
            String run = job.initializing();
            registry.reserve(job);
            Optional<AisException> failure = broadcast(job, run);
            if (failure.isPresent()) {
                job.stopped();
                registry.removeQuietly(job);
                throw failure.get();
            }
            runs(job, run);
        } finally {
            job.lock().unlock();
        }
    }

    /** Starts what is stopped (LIFE-08); what runs goes on running. */
    void start(EtlJob job) throws InterruptedException {
        job.lock().lockInterruptibly();
        try {
            check(job);
            if (job.stage() != EtlJob.Stage.RUNNING) {
                String run = UUID.randomUUID().toString();
                registry.record(job, run, EtlMd.Stage.STARTING);
                job.initializing(run);
                Optional<AisException> failure = broadcast(job, run);
                if (failure.isPresent()) {
                    job.stopped();
                    recordStopped(job);
                    throw failure.get();
                }
                runs(job, run);
            }
        } finally {
            job.lock().unlock();
        }
    }

    private void runs(EtlJob job, String run) throws InterruptedException {
        job.running();
        registry.record(job, run, EtlMd.Stage.RUNNING);
        LOG.info("etl {}: running on {} targets", job.id(), fanout.ids().size());
    }

    /** What the caller is to be told is why it has not started; if this fails too, another primary will do it. */
    private void recordStopped(EtlJob job) throws InterruptedException {
        try {
            registry.record(job, job.run().orElse(""), EtlMd.Stage.STOPPED);
        } catch (UnavailableException e) {
            LOG.warn("etl {}: left to another primary: {}", job.id(), e.getMessage());
        }
    }

    /** Stops what runs, and an init that is still waiting for its pods (LIFE-06). */
    void stop(EtlJob job) throws InterruptedException {
        cancel(job);
        job.lock().lockInterruptibly();
        try {
            if (registry.holds(job)) {
                remove(job);
            }
        } finally {
            job.lock().unlock();
        }
    }

    /** Stops what runs, though nobody has asked for it (LIFE-11); where it is not stopped everywhere, that is said. */
    void stopBecause(EtlJob job, String why) throws InterruptedException {
        job.lock().lockInterruptibly();
        try {
            if (registry.holds(job) && job.stage() == EtlJob.Stage.RUNNING) {
                registry.recordStopped(job, why);
                job.stopped();
                LOG.info("etl {}: stopped: {}", job.id(), why);
                fanout.call(fanout.ids(), "POST", stopPath(job), NOTHING).stream()
                        .filter(answer -> !answer.ok())
                        .forEach(answer -> LOG.warn("etl {}: {}", job.id(), answer.message()));
            }
        } finally {
            job.lock().unlock();
        }
    }

    /** Stops it, and forgets it (LIFE-07). */
    void delete(EtlJob job) throws InterruptedException {
        cancel(job);
        job.lock().lockInterruptibly();
        try {
            if (registry.holds(job)) {
                remove(job);
                registry.remove(job);
                LOG.info("etl {}: deleted", job.id());
            }
        } finally {
            job.lock().unlock();
        }
    }

    /** @return why it does not run on all targets; nothing of it is left on those that can be reached then */
    private Optional<AisException> broadcast(EtlJob job, String run) throws InterruptedException {
        List<String> targets = fanout.ids();
        AtomicBoolean failed = new AtomicBoolean();
        List<Answer> left = new CopyOnWriteArrayList<>();
        List<Answer> answers = fanout.call(
                targets, "PUT", "/v1/etl?uuid=" + run, Json.bytes(job.message().json()), answer -> {
                    if (!answer.ok() && failed.compareAndSet(false, true)) {
                        left.addAll(undo(job, targets, run));
                    }
                });
        return failed.get() ? Optional.of(failure(job, answers, left)) : Optional.empty();
    }

    /**
     * Tells every target that this run is over, whether its init has come there yet or not.
     *
     * @return the targets on which something may be left
     */
    List<Answer> undo(EtlJob job, List<String> targets, String run) {
        try {
            return fanout.call(targets, "POST", stopPath(job) + "?uuid=" + run, NOTHING).stream()
                    .filter(answer -> !answer.ok())
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private void cancel(EtlJob job) {
        if (job.starting()) {
            job.run().ifPresent(run -> undo(job, fanout.ids(), run));
        }
    }

    private void remove(EtlJob job) throws InterruptedException {
        if (job.stage() != EtlJob.Stage.STOPPED) {
            registry.record(job, job.run().orElse(""), EtlMd.Stage.STOPPED);
            job.stopped();
            LOG.info("etl {}: stopped", job.id());
        }
        List<Answer> failures = fanout.call(fanout.ids(), "POST", stopPath(job), NOTHING).stream()
                .filter(answer -> !answer.ok())
                .toList();
        if (!failures.isEmpty()) {
            throw new AisException(400, "etl job \"" + job.id() + "\" is not stopped everywhere: " + lines(failures));
        }
    }

    private void check(EtlJob job) {
        if (!registry.holds(job)) {
            throw new AisException(404, "etl job \"" + job.id() + "\" does not exist");
        }
    }

    private static AisException failure(EtlJob job, List<Answer> answers, List<Answer> left) {
        List<Answer> failures = answers.stream().filter(answer -> !answer.ok()).toList();
        List<Answer> causes = failures.stream()
                .filter(answer -> answer.status() != TargetEtl.CANCELLED)
                .toList();
        String rest = left.isEmpty() ? "nothing of it is left" : "something may be left of it (" + lines(left) + ")";
        String text = "etl job \"" + job.id() + "\" was not started, and " + rest + ": " + lines(causes);
        List<Answer> waiting = failures.stream()
                .filter(answer -> answer.status() == TargetEtl.CANCELLED)
                .toList();
        if (!waiting.isEmpty()) {
            text += causes.isEmpty() ? "it was stopped; " + lines(waiting) : "\ngiven up: " + lines(waiting);
        }
        return new AisException(400, text);
    }

    private static String lines(List<Answer> answers) {
        return answers.stream()
                .map(answer ->
                        answer.reached() ? "target " + answer.targetId() + ": " + answer.message() : answer.message())
                .collect(Collectors.joining("\n"));
    }

    private static String stopPath(EtlJob job) {
        return "/v1/etl/" + job.id() + "/stop";
    }
}
