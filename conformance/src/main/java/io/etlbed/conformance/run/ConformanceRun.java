package io.etlbed.conformance.run;

import io.etlbed.conformance.catalogue.Catalogue;
import io.etlbed.conformance.catalogue.Selection;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Lab;
import io.etlbed.conformance.check.Profile;
import io.etlbed.conformance.report.CheckOutcome;
import io.etlbed.conformance.report.ConformanceReport;
import io.etlbed.conformance.report.RunFacts;
import io.etlbed.conformance.suite.Checks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * One run of the suite: starts a cluster where none is given, judges it, removes what it made, reports.
 *
 * <p>Passing: {@code new ConformanceRun(ConformanceOptions.in(folder).withOnly("SPEC"), RunListener.none()).run()}
 */
public final class ConformanceRun {

    private final ConformanceOptions options;
    private final RunListener listener;

    public ConformanceRun(ConformanceOptions options, RunListener listener) {
        this.options = options;
        this.listener = listener;
    }

    /**
     * Looks whether the options ask for what there is, before anything is started.
     *
     * @throws io.etlbed.conformance.ConformanceException if they do not; the message says what there is
     */
    public void examineOptions() {
        Profile.named(options.profile());
        selected(Catalogue.load());
    }

    /**
     * Runs the checks and returns when everything that was started has ended.
     *
     * @throws io.etlbed.conformance.ConformanceException if the options ask for what there is not, or nothing answers at
     *     the endpoint
     * @throws io.etlbed.simulator.SimulatorException if a cluster is to be started and cannot be
     */
    public ConformanceReport run() throws InterruptedException {
        Catalogue catalogue = Catalogue.load();
        Profile named = Profile.named(options.profile());
        Profile profile = options.largeObject().isPresent()
                ? named.withLargeObject(options.largeObject().getAsLong())
                : named;
        Predicate<String> selected = selected(catalogue);
        List<Check> checks = Checks.all().stream()
                .filter(check -> check.proves().stream().anyMatch(selected))
                .toList();
        Instant started = Instant.now();
        long start = System.nanoTime();
        try (Subject subject = subject()) {
            Health.reach(subject.endpoint());
            Health health = Health.of(subject.endpoint());
            Lab lab = Lab.of(
                            subject.endpoint(),
                            subject.kubernetes(),
                            subject.targetNodes(),
                            subject.images(),
                            profile,
                            options.seed())
                    .withNodes(subject.nodes());
            Schedule schedule = new Schedule(lab, health, listener, options.parallel());
            listener.started(subject.description(), checks.size());
            List<CheckOutcome> outcomes = schedule.run(checks);
            listener.finished();
            RunFacts facts = new RunFacts(
                    profile.name(),
                    subject.description(),
                    health.version(),
                    options.seed(),
                    started,
                    Duration.ofNanos(System.nanoTime() - start),
                    health.trouble());
            return ConformanceReport.of(facts, catalogue, selected, outcomes);
        }
    }

    private Predicate<String> selected(Catalogue catalogue) {
        Selection only = Selection.parse(options.only(), catalogue);
        Selection skip = Selection.parse(options.skip(), catalogue);
        return id -> (only.isEmpty() || only.holds(id)) && !skip.holds(id);
    }

    private Subject subject() {
        return options.endpoint()
                .<Subject>map(url -> GivenSubject.of(url, options.kubeconfig(), options.probeImage()))
                .orElseGet(() -> StartedSubject.start(options));
    }
}
