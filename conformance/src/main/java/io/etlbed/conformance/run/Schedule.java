package io.etlbed.conformance.run;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Judge;
import io.etlbed.conformance.check.Judgement;
import io.etlbed.conformance.check.Lab;
import io.etlbed.conformance.check.Verdict;
import io.etlbed.conformance.report.CheckOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs checks: those that bear nothing beside them first, one after another, before anything shared is started; then the
 * others, some at once, those that take longest first. Once the endpoint is dead, what is left is skipped, and so is what was
 * just running: that is said once, for the run.
 */
final class Schedule {

    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);
    /** What a check that was interrupted may take to remove what it made. */
    private static final Duration CLEANING = Duration.ofMinutes(1);

    private static final String DEAD = "the endpoint does not answer";
    private static final String DIED = "the endpoint stopped answering while this check ran";

    private final Lab lab;
    private final Health health;
    private final RunListener listener;
    private final int parallel;
    private final BiFunction<Check, Verdict, Verdict> ruling;

    /** @param ruling what the profile and the baseline make of what a check has found */
    Schedule(Lab lab, Health health, RunListener listener, int parallel, BiFunction<Check, Verdict, Verdict> ruling) {
        this.lab = lab;
        this.health = health;
        this.listener = listener;
        this.parallel = parallel;
        this.ruling = ruling;
    }

    List<CheckOutcome> run(List<Check> checks) throws InterruptedException {
        List<CheckOutcome> outcomes = new ArrayList<>();
        for (Check check : checks) {
            if (lab.profile().isAlone(check)) {
                outcomes.add(judge(check));
            }
        }
        List<Check> others = checks.stream()
                .filter(check -> !lab.profile().isAlone(check))
                .sorted(Comparator.comparingInt(Check::weight).reversed())
                .toList();
        ExecutorService workers = Executors.newFixedThreadPool(parallel, work -> {
            Thread thread = new Thread(work, "conformance-check");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<CheckOutcome>> coming = new ArrayList<>();
            for (Check check : others) {
                coming.add(workers.submit(() -> judge(check)));
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
        Judgement seen = health.trouble().isPresent() ? Judgement.skipped(DEAD) : Judge.examine(check, lab);
        if (seen.verdict() instanceof Verdict.Fail) {
            health.lookAgain();
        }
        boolean died = seen.unanswered() && health.trouble().isPresent();
        Verdict verdict = died ? new Verdict.Skip(DIED) : ruling.apply(check, seen.verdict());
        CheckOutcome outcome = new CheckOutcome(
                check.name(),
                check.proves(),
                verdict,
                Duration.ofNanos(System.nanoTime() - start),
                died ? Optional.empty() : seen.evidence());
        tell(() -> listener.checkFinished(outcome));
        return outcome;
    }

    private synchronized void tell(Runnable event) {
        event.run();
    }
}
