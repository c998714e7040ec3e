package io.etlbed.conformance.junit;

import io.etlbed.conformance.check.Verdict;
import io.etlbed.conformance.report.CheckOutcome;
import io.etlbed.conformance.report.ConformanceReport;
import io.etlbed.conformance.run.ConformanceOptions;
import io.etlbed.conformance.run.ConformanceRun;
import io.etlbed.conformance.run.PlannedRequirement;
import io.etlbed.conformance.run.RunListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.opentest4j.AssertionFailedError;

/** A run that goes on in a thread of its own, while others wait for what comes of single checks. */
final class LiveRun implements RunListener {

    private final ConformanceRun run;
    private final List<PlannedRequirement> plan;
    private final Map<String, CompletableFuture<CheckOutcome>> checks = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CompletableFuture<ConformanceReport> report = new CompletableFuture<>();
    private final Thread thread;

    private LiveRun(ConformanceOptions options) {
        this.run = new ConformanceRun(options, this);
        this.plan = run.plan();
        plan.forEach(requirement -> requirement.checks().forEach(name -> checks.put(name, new CompletableFuture<>())));
        this.thread = new Thread(this::go, "conformance-run");
        thread.setDaemon(true);
    }

    /** @throws io.etlbed.conformance.ConformanceException if the options ask for what there is not */
    static LiveRun start(ConformanceOptions options) {
        LiveRun live = new LiveRun(options);
        live.thread.start();
        return live;
    }

    List<PlannedRequirement> plan() {
        return plan;
    }

    private void go() {
        try {
            report.complete(run.run());
        } catch (RuntimeException | Error e) {
            fail(e);
        } catch (InterruptedException e) {
            fail(e);
            Thread.currentThread().interrupt();
        }
    }

    private void fail(Throwable problem) {
        started.completeExceptionally(problem);
        report.completeExceptionally(problem);
        checks.values().forEach(check -> check.completeExceptionally(problem));
    }

    @Override
    public void started(String cluster, int count) {
        started.complete(null);
    }

    @Override
    public void checkFinished(CheckOutcome outcome) {
        CompletableFuture<CheckOutcome> waited = checks.get(outcome.check());
        if (waited != null) {
            waited.complete(outcome);
        }
    }

    /** Returns when the cluster is there; throws what kept the run from judging it. */
    void awaitStart() throws Throwable {
        await(started);
    }

    /** Whether the cluster was not there: said once, by {@link #awaitStart}. */
    boolean hasNotStarted() {
        return started.isCompletedExceptionally();
    }

    /** What came of a check, awaited; throws what ended the run before. */
    CheckOutcome outcome(String check) throws Throwable {
        CompletableFuture<CheckOutcome> coming = checks.get(check);
        if (coming == null) {
            throw new IllegalStateException("no check '" + check + "' was planned");
        }
        return await(coming);
    }

    /** Fails where a check passes that the baseline says fails. */
    void failGone(List<CheckOutcome> outcomes) {
        for (CheckOutcome outcome : outcomes) {
            boolean passes = outcome.verdict() instanceof Verdict.Pass;
            if (passes
                    && run.baseline()
                            .flatMap(known -> known.of(outcome.check()))
                            .isPresent()) {
                throw new AssertionFailedError(outcome.check()
                        + " passes, though the baseline says that it fails; take it out of the baseline");
            }
        }
    }

    /** What the run has found, awaited; throws what ended it before. */
    ConformanceReport report() throws Throwable {
        return await(report);
    }

    private static <T> T await(CompletableFuture<T> coming) throws Throwable {
        try {
            return coming.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    /** Ends the run, if it goes on still; what it has made is removed when this returns. */
    void end() throws InterruptedException {
        if (!report.isDone()) {
            thread.interrupt();
        }
        thread.join();
    }
}
