package io.etlbed.conformance.report;

import io.etlbed.conformance.baseline.Baseline;
import io.etlbed.conformance.baseline.KnownFailure;
import io.etlbed.conformance.catalogue.Catalogue;
import io.etlbed.conformance.catalogue.Requirement;
import io.etlbed.conformance.check.Exemption;
import io.etlbed.conformance.check.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a run has found. Every requirement of the catalogue is in it once, in the catalogue's order; one that was skipped or
 * has no check is never counted as passed.
 *
 * @param terms by what its end is judged
 */
public record ConformanceReport(RunFacts facts, List<RequirementOutcome> outcomes, Terms terms) {

    /** Every MUST that was asked for passed; with a baseline: nothing has changed. */
    public static final int PASSED = 0;
    /** A MUST failed, something has changed against the baseline, or the endpoint did not answer. */
    public static final int FAILED = 1;
    /** Nothing failed, but a MUST was skipped or has no check yet. */
    public static final int PARTIAL = 3;

    public ConformanceReport {
        outcomes = List.copyOf(outcomes);
    }

    /** Puts the verdicts of checks to the requirements that they prove. */
    public static ConformanceReport of(
            RunFacts facts,
            Catalogue catalogue,
            Predicate<String> selected,
            Map<String, Exemption> exemptions,
            List<CheckOutcome> checks,
            Terms terms) {
        List<RequirementOutcome> outcomes = new ArrayList<>();
        for (Requirement requirement : catalogue.requirements()) {
            Optional<Exemption> exemption = Optional.ofNullable(exemptions.get(requirement.id()));
            if (!selected.test(requirement.id())) {
                outcomes.add(RequirementOutcome.deselected(requirement));
            } else if (exemption.isPresent()) {
                outcomes.add(RequirementOutcome.exempt(requirement, exemption.get()));
            } else {
                outcomes.add(RequirementOutcome.judged(
                        requirement,
                        checks.stream()
                                .filter(check -> check.proves().contains(requirement.id()))
                                .toList()));
            }
        }
        return new ConformanceReport(facts, outcomes, terms);
    }

    /** {@link #PASSED}, {@link #FAILED} or {@link #PARTIAL}: what a process that ran it should end with. */
    public int exitCode() {
        if (facts.trouble().isPresent() || fails()) {
            return FAILED;
        }
        return openMusts().isEmpty() ? PASSED : PARTIAL;
    }

    private boolean fails() {
        boolean anyKnown = terms.strict() && count(Verdict.KnownFailure.class) > 0;
        boolean anyOther = (terms.strict() || terms.baseline().isPresent()) && count(Verdict.Fail.class) > 0;
        boolean gone = changes().filter(changes -> !changes.gone().isEmpty()).isPresent();
        return anyKnown || anyOther || gone || musts().stream().anyMatch(must -> must.is(Verdict.Fail.class));
    }

    /** What has changed against the baseline, where there is one. */
    Optional<Changes> changes() {
        return terms.baseline().map(baseline -> Changes.between(baseline, checks()));
    }

    /** What came of each check, once, in the order of the requirements. */
    public List<CheckOutcome> checks() {
        return outcomes.stream()
                .flatMap(outcome -> outcome.checks().stream())
                .distinct()
                .toList();
    }

    /** The failures of this run as a baseline; reasons are kept of those that are known. */
    public Baseline baseline() {
        return Baseline.of(checks().stream()
                .filter(check ->
                        check.verdict() instanceof Verdict.Fail || check.verdict() instanceof Verdict.KnownFailure)
                .map(this::known)
                .toList());
    }

    /** The same run judged against a baseline of its own failures: they are known. */
    public ConformanceReport against(Baseline baseline) {
        return new ConformanceReport(
                facts,
                outcomes.stream().map(outcome -> outcome.against(baseline)).toList(),
                new Terms(terms.strict(), Optional.of(baseline)));
    }

    private KnownFailure known(CheckOutcome check) {
        String found = check.failure().map(Verdict.Fail::found).orElse("");
        String reason = terms.baseline()
                .flatMap(known -> known.of(check.check()))
                .map(KnownFailure::reason)
                .orElse("");
        return new KnownFailure(check.check(), Text.shortened(found, 200), reason);
    }

    /** The MUSTs that were asked for and were neither passed nor failed: skipped, or without a check. */
    public List<RequirementOutcome> openMusts() {
        return musts().stream()
                .filter(must -> must.is(Verdict.Skip.class) || must.standing() instanceof Standing.Unchecked)
                .toList();
    }

    /** What was asked for. */
    public List<RequirementOutcome> selected() {
        return outcomes.stream()
                .filter(outcome -> !(outcome.standing() instanceof Standing.Deselected))
                .toList();
    }

    private List<RequirementOutcome> musts() {
        return selected().stream()
                .filter(outcome -> outcome.requirement().isMust())
                .toList();
    }

    long count(Class<? extends Verdict> kind) {
        return selected().stream().filter(outcome -> outcome.is(kind)).count();
    }

    long counted(Class<? extends Standing> kind) {
        return outcomes.stream()
                .filter(outcome -> kind.isInstance(outcome.standing()))
                .count();
    }

    /** The command that runs the checks of some requirements again. */
    String again(Collection<String> ids) {
        return facts.again() + " --only " + ids.stream().sorted().collect(Collectors.joining(","));
    }

    /** Prints the table that people read. */
    public void print(PrintStream out, Style style) {
        new ConsoleTable(this, style).lines().forEach(out::println);
        out.flush();
    }

    /**
     * Writes {@code conformance.html}, {@code conformance.json}, {@code conformance-junit.xml}, {@code conformance.txt} and
     * {@code conformance.svg} into a folder, which is made where it is missing.
     */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        JsonReport.write(this, folder.resolve("conformance.json"));
        JUnitXml.write(this, folder.resolve("conformance-junit.xml"));
        HtmlReport.write(this, folder.resolve("conformance.html"));
        Badge.write(this, folder.resolve("conformance.svg"));
        Files.write(
                folder.resolve("conformance.txt"),
                new ConsoleTable(this, Style.plain(120)).lines(),
                StandardCharsets.UTF_8);
    }
}
