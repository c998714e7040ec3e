package io.etlbed.conformance.run;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Judge;
import io.etlbed.conformance.check.Lab;
import io.etlbed.conformance.check.Verdict;
import io.etlbed.conformance.report.CheckOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs checks: the exclusive ones first, one after another, before anything shared is started; then the others, some at
 * once. Once the endpoint is dead, what is left is skipped.
 */
final class Schedule {

    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);
    /** What a check that was interrupted may take to remove what it made. */
    private static final Duration CLEANING = Duration.ofMinutes(1);

    private final Lab lab;
    private final Health health;
    private final RunListener listener;
    private final int parallel;

    Schedule(Lab lab, Health health, RunListener listener, int parallel) {
        this.lab = lab;
        this.health = health;
        this.listener = listener;
        this.parallel = parallel;
    }

    List<CheckOutcome> run(List<Check> checks) throws InterruptedException {
        List<CheckOutcome> outcomes = new ArrayList<>();
        for (Check check : checks) {
            if (check.exclusive()) {
                outcomes.add(judge(check));
            }
        }
        ExecutorService workers = Executors.newFixedThreadPool(parallel, work -> {
            Thread thread = new Thread(work, "conformance-check");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<CheckOutcome>> coming = new ArrayList<>();
            for (Check check : checks) {
                if (!check.exclusive()) {
                    coming.add(workers.submit(() -> judge(check)));
                }
            }
            for (Future<CheckOutcome> one : coming) {
                outcomes.add(one.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a check could not be run", e.getCause());
        } finally {
            end(workers);
        }
        return outcomes;
    }

    /** What is still running removes what it made; then what was shared goes. */
    private void end(ExecutorService workers) {
        workers.shutdownNow();
        try {
            if (!workers.awaitTermination(CLEANING.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("checks are still cleaning up after {} s", CLEANING.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (health.trouble().isEmpty()) {
            lab.shared().close();
        }
    }

    private CheckOutcome judge(Check check) throws InterruptedException {
        tell(() -> listener.checkStarted(check.name()));
        long start = System.nanoTime();
        Verdict verdict = health.trouble().isPresent()
                ? new Verdict.Skip("the endpoint does not answer")
                : known(check, Judge.judge(check, lab));
        if (verdict instanceof Verdict.Fail) {
            health.lookAgain();
        }
        CheckOutcome outcome =
                new CheckOutcome(check.name(), check.proves(), verdict, Duration.ofNanos(System.nanoTime() - start));
        tell(() -> listener.checkFinished(outcome));
        return outcome;
    }

    private Verdict known(Check check, Verdict verdict) {
        return verdict instanceof Verdict.Fail fail
                ? check.proves().stream()
                        .filter(lab.profile().knownFailures()::containsKey)
                        .findFirst()
                        .<Verdict>map(id -> new Verdict.KnownFailure(
                                lab.profile().knownFailures().get(id), fail))
                        .orElse(fail)
                : verdict;
    }

    private synchronized void tell(Runnable event) {
        event.run();
    }
}
