package io.etlbed.conformance.baseline;

import io.etlbed.conformance.check.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The failures of an implementation that are known, one for each check. Immutable. */
public final class Baseline {

    private final Map<String, KnownFailure> failures;

    private Baseline(Map<String, KnownFailure> failures) {
        this.failures = failures;
    }

    /** The last of several for one check counts. */
    public static Baseline of(List<KnownFailure> failures) {
        Map<String, KnownFailure> byCheck = new LinkedHashMap<>();
        failures.forEach(failure -> byCheck.put(failure.check(), failure));
        return new Baseline(byCheck);
    }

    public static Baseline empty() {
        return of(List.of());
    }

    public List<KnownFailure> failures() {
        return List.copyOf(failures.values());
    }

    public Optional<KnownFailure> of(String check) {
        return Optional.ofNullable(failures.get(check));
    }

    /** What a check's verdict means against this: a failure that is in it is known. */
    public Verdict verdict(String check, Verdict seen) {
        return seen instanceof Verdict.Fail fail
                ? of(check)
                        .<Verdict>map(known -> new Verdict.KnownFailure(known.why(), fail))
                        .orElse(fail)
                : seen;
    }
}
