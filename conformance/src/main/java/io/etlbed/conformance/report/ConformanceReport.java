package io.etlbed.conformance.report;

import io.etlbed.conformance.catalogue.Catalogue;
import io.etlbed.conformance.catalogue.Requirement;
import io.etlbed.conformance.check.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a run has found. Every requirement of the catalogue is in it once, in the catalogue's order; one that was skipped or
 * has no check is never counted as passed.
 */
public record ConformanceReport(RunFacts facts, List<RequirementOutcome> outcomes) {

    /** Every MUST that was asked for passed. */
    public static final int PASSED = 0;
    /** A MUST failed, or the endpoint did not answer. */
    public static final int FAILED = 1;
    /** No MUST failed, but one was skipped or has no check yet. */
    public static final int PARTIAL = 3;

    public ConformanceReport {
        outcomes = List.copyOf(outcomes);
    }

    /** Puts the verdicts of checks to the requirements that they prove. */
    public static ConformanceReport of(
            RunFacts facts, Catalogue catalogue, Predicate<String> selected, List<CheckOutcome> checks) {
        List<RequirementOutcome> outcomes = new ArrayList<>();
        for (Requirement requirement : catalogue.requirements()) {
            if (!selected.test(requirement.id())) {
                outcomes.add(RequirementOutcome.deselected(requirement));
                continue;
            }
            outcomes.add(RequirementOutcome.judged(
                    requirement,
                    checks.stream()
                            .filter(check -> check.proves().contains(requirement.id()))
                            .toList()));
        }
        return new ConformanceReport(facts, outcomes);
    }

    /** {@link #PASSED}, {@link #FAILED} or {@link #PARTIAL}: what a process that ran it should end with. */
    public int exitCode() {
        if (facts.trouble().isPresent() || musts().stream().anyMatch(must -> must.is(Verdict.Fail.class))) {
            return FAILED;
        }
        return openMusts().isEmpty() ? PASSED : PARTIAL;
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

    long unchecked() {
        return selected().stream()
                .filter(outcome -> outcome.standing() instanceof Standing.Unchecked)
                .count();
    }

    /** Prints the table that people read. */
    public void print(PrintStream out, Style style) {
        new ConsoleTable(this, style).lines().forEach(out::println);
        out.flush();
    }

    /**
     * Writes {@code conformance.json}, {@code conformance-junit.xml} and {@code conformance.txt} into a folder, which is
     * made where it is missing.
     */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        JsonReport.write(this, folder.resolve("conformance.json"));
        JUnitXml.write(this, folder.resolve("conformance-junit.xml"));
        Files.write(
                folder.resolve("conformance.txt"),
                new ConsoleTable(this, Style.plain(120)).lines(),
                StandardCharsets.UTF_8);
    }
}
