package io.etlbed.conformance.report;

import io.etlbed.conformance.baseline.Baseline;
import io.etlbed.conformance.baseline.KnownFailure;
import io.etlbed.conformance.check.Verdict;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a run has shown against a baseline.
 *
 * @param fresh checks that fail and are not in it
 * @param gone checks of it that pass
 * @param unseen checks of it that were skipped or not run
 */
record Changes(List<String> fresh, List<String> gone, List<String> unseen) {

    static Changes between(Baseline baseline, List<CheckOutcome> outcomes) {
        Map<String, CheckOutcome> byName =
                outcomes.stream().collect(Collectors.toMap(CheckOutcome::check, Function.identity()));
        List<String> fresh = outcomes.stream()
                .filter(outcome -> outcome.verdict() instanceof Verdict.Fail)
                .map(CheckOutcome::check)
                .toList();
        List<String> known =
                baseline.failures().stream().map(KnownFailure::check).toList();
        List<String> gone = known.stream()
                .filter(byName::containsKey)
                .filter(check -> byName.get(check).verdict() instanceof Verdict.Pass
                        || byName.get(check).verdict() instanceof Verdict.Differs)
                .toList();
        List<String> unseen = known.stream()
                .filter(check -> !byName.containsKey(check) || byName.get(check).verdict() instanceof Verdict.Skip)
                .toList();
        return new Changes(fresh, gone, unseen);
    }

    boolean isEmpty() {
        return fresh.isEmpty() && gone.isEmpty();
    }
}
