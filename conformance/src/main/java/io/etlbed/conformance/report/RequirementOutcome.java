package io.etlbed.conformance.report;

import io.etlbed.conformance.baseline.Baseline;
import io.etlbed.conformance.catalogue.Requirement;
import io.etlbed.conformance.check.Exemption;
import io.etlbed.conformance.check.Verdict;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How one requirement stands, and by which checks.
 *
 * @param checks those that proved it or failed to; empty unless it was judged
 */
public record RequirementOutcome(Requirement requirement, Standing standing, List<CheckOutcome> checks) {

    public RequirementOutcome {
        checks = List.copyOf(checks);
    }

    /** Judged by its checks; without any it has no check yet. */
    static RequirementOutcome judged(Requirement requirement, List<CheckOutcome> checks) {
        Standing standing = checks.stream()
                .map(CheckOutcome::verdict)
                .max(Comparator.comparingInt(Verdict::severity))
                .<Standing>map(Standing.Judged::new)
                .orElseGet(() -> new Standing.Unchecked(requirement.whyUnproved()));
        return new RequirementOutcome(requirement, standing, checks);
    }

    static RequirementOutcome deselected(Requirement requirement) {
        return new RequirementOutcome(requirement, new Standing.Deselected(), List.of());
    }

    static RequirementOutcome exempt(Requirement requirement, Exemption exemption) {
        return new RequirementOutcome(
                requirement, new Standing.NotApplicable(exemption.reason(), exemption.source()), List.of());
    }

    RequirementOutcome against(Baseline baseline) {
        return checks.isEmpty()
                ? this
                : judged(
                        requirement,
                        checks.stream().map(check -> check.against(baseline)).toList());
    }

    /** Why it has not simply passed or failed, in a sentence or several; empty where it has. */
    public String remark() {
        return checks.isEmpty()
                ? standing.explanation()
                : checks.stream()
                        .map(CheckOutcome::remark)
                        .filter(text -> !text.isEmpty())
                        .distinct()
                        .collect(Collectors.joining("; "));
    }

    /** The time of its checks together; a check of several requirements counts for each. */
    public Duration time() {
        return checks.stream().map(CheckOutcome::time).reduce(Duration.ZERO, Duration::plus);
    }

    boolean is(Class<? extends Verdict> kind) {
        return verdict().filter(kind::isInstance).isPresent();
    }

    /** The worst verdict, where it was judged. */
    public Optional<Verdict> verdict() {
        return standing instanceof Standing.Judged judged ? Optional.of(judged.verdict()) : Optional.empty();
    }

    /** The checks whose verdict is of a kind. */
    List<CheckOutcome> checksThat(Class<? extends Verdict> kind) {
        return checks.stream().filter(check -> kind.isInstance(check.verdict())).toList();
    }
}
