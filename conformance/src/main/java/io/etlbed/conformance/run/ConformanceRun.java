package io.etlbed.conformance.run;

import io.etlbed.conformance.baseline.Baseline;
import io.etlbed.conformance.baseline.BaselineFile;
import io.etlbed.conformance.catalogue.Catalogue;
import io.etlbed.conformance.catalogue.Requirement;
import io.etlbed.conformance.catalogue.Selection;
import io.etlbed.conformance.check.Ais;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Exemption;
import io.etlbed.conformance.check.Lab;
import io.etlbed.conformance.check.Profile;
import io.etlbed.conformance.check.Verdict;
import io.etlbed.conformance.profile.Profiles;
import io.etlbed.conformance.report.CheckOutcome;
import io.etlbed.conformance.report.ConformanceReport;
import io.etlbed.conformance.report.RunFacts;
import io.etlbed.conformance.report.Terms;
import io.etlbed.conformance.suite.Checks;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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
     * @throws io.etlbed.conformance.ConformanceException if they do not; the message says what there is, and of a file the line
     *     and the column
     */
    public void examineOptions() {
        Catalogue catalogue = Catalogue.load();
        profile(catalogue);
        baseline();
        selected(catalogue);
        ais();
    }

    /**
     * What the run will judge, in the order of the catalogue.
     *
     * @throws io.etlbed.conformance.ConformanceException as {@link #examineOptions} does
     */
    public List<PlannedRequirement> plan() {
        Catalogue catalogue = Catalogue.load();
        Profile profile = profile(catalogue);
        Predicate<String> selected = selected(catalogue);
        Map<String, Exemption> exemptions = exemptions(catalogue, profile);
        List<Check> checks = checks(selected, profile);
        return catalogue.requirements().stream()
                .filter(requirement -> selected.test(requirement.id()))
                .map(requirement -> planned(requirement, exemptions, checks))
                .toList();
    }

    private static PlannedRequirement planned(
            Requirement requirement, Map<String, Exemption> exemptions, List<Check> checks) {
        Exemption exemption = exemptions.get(requirement.id());
        if (exemption != null) {
            String why = "does not apply: " + exemption.reason() + " [" + exemption.source() + "]";
            return new PlannedRequirement(requirement, Set.of(), Optional.of(why));
        }
        Set<String> names = checks.stream()
                .filter(check -> check.proves().contains(requirement.id()))
                .map(Check::name)
                .collect(Collectors.toSet());
        return new PlannedRequirement(
                requirement, names, names.isEmpty() ? Optional.of(requirement.whyUnproved()) : Optional.empty());
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
        Profile profile = profile(catalogue);
        Optional<Baseline> baseline = baseline();
        Predicate<String> selected = selected(catalogue);
        List<Check> checks = checks(selected, profile);
        Instant started = Instant.now();
        long start = System.nanoTime();
        try (Subject subject = subject()) {
            Health.reach(subject.endpoint());
            Health health = Health.of(subject.endpoint());
            Schedule schedule =
                    new Schedule(lab(subject, profile), health, listener, options.parallel(), (check, verdict) -> {
                        Verdict ruled = profile.verdict(check, verdict);
                        return baseline.map(known -> known.verdict(check.name(), ruled))
                                .orElse(ruled);
                    });
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
                    health.trouble(),
                    options.command());
            return ConformanceReport.of(
                    facts,
                    catalogue,
                    selected,
                    exemptions(catalogue, profile),
                    outcomes,
                    new Terms(options.strict(), baseline));
        }
    }

    private Lab lab(Subject subject, Profile profile) {
        return Lab.of(
                        subject.endpoint(),
                        subject.kubernetes(),
                        subject.targetNodes(),
                        subject.images(),
                        profile,
                        options.seed())
                .withNodes(subject.nodes())
                .withDestructive(options.destructive())
                .withAis(ais());
    }

    /** Those that prove something that was asked for and is owed. */
    private static List<Check> checks(Predicate<String> selected, Profile profile) {
        return Checks.all().stream()
                .filter(check -> !profile.exemptions().containsKey(check.name()))
                .filter(check -> check.proves().stream()
                        .anyMatch(
                                id -> selected.test(id) && !profile.exemptions().containsKey(id)))
                .toList();
    }

    /** Requirements that do not apply: those of which the profile says so, and those all of whose checks it exempts. */
    private static Map<String, Exemption> exemptions(Catalogue catalogue, Profile profile) {
        Map<String, Exemption> all = new HashMap<>(profile.exemptions());
        for (Requirement requirement : catalogue.requirements()) {
            List<Check> proving = Checks.all().stream()
                    .filter(check -> check.proves().contains(requirement.id()))
                    .toList();
            if (!proving.isEmpty()
                    && proving.stream().allMatch(check -> profile.exemptions().containsKey(check.name()))) {
                all.putIfAbsent(
                        requirement.id(),
                        profile.exemptions().get(proving.get(0).name()));
            }
        }
        return all;
    }

    private Profile profile(Catalogue catalogue) {
        Profile named = Profiles.of(options.profile(), catalogue, names());
        return options.largeObject().isPresent()
                ? named.withLargeObject(options.largeObject().getAsLong())
                : named;
    }

    /** The failures that are known; empty where the options name none. */
    public Optional<Baseline> baseline() {
        return options.baseline().map(file -> BaselineFile.read(file, names()));
    }

    private static Set<String> names() {
        return Checks.all().stream().map(Check::name).collect(Collectors.toSet());
    }

    private Predicate<String> selected(Catalogue catalogue) {
        Selection only = Selection.parse(options.only(), catalogue);
        Selection skip = Selection.parse(options.skip(), catalogue);
        return id -> (only.isEmpty() || only.holds(id)) && !skip.holds(id);
    }

    private Ais ais() {
        Map<String, String> environment = options.authority()
                .map(file -> Map.of("AIS_CLIENT_CA", file.toAbsolutePath().toString()))
                .orElse(Map.of());
        return options.ais()
                .map(program -> OwnAis.named(program, environment))
                .orElseGet(() -> OwnAis.program(environment));
    }

    private Subject subject() {
        return options.endpoint()
                .<Subject>map(
                        url -> GivenSubject.of(url, options.authority(), options.kubeconfig(), options.probeImage()))
                .orElseGet(() -> StartedSubject.start(options));
    }
}
