package io.etlbed.ci.history;

import io.etlbed.ci.history.Operation.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Something that may not be.
 *
 * @param reason in one sentence
 * @param culprit the operation that nothing explains; empty where it is not about one
 * @param operations all of that object
 */
record Violation(String reason, Optional<Operation> culprit, List<Operation> operations) {

    private static final int SHOWN = 40;

    static Violation of(String reason) {
        return new Violation(reason, Optional.empty(), List.of());
    }

    /** The reason, and what is known of the object, in order, up to the operation that nothing explains. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("VIOLATION: " + reason);
        if (culprit.isEmpty()) {
            return lines;
        }
        long end = culprit.get().returned();
        List<Operation> before = operations.stream()
                .filter(each -> each.called() <= end)
                .filter(each -> each.outcome() != Outcome.REFUSED
                        || each.value() == culprit.get().value())
                .sorted(Comparator.comparingLong(Operation::called))
                .toList();
        int skipped = Math.max(0, before.size() - SHOWN);
        if (skipped > 0) {
            lines.add("      … " + skipped + " operations before");
        }
        before.stream()
                .skip(skipped)
                .map(each -> (each.equals(culprit.get()) ? "  >>  " : "      ") + each.text())
                .forEach(lines::add);
        return lines;
    }
}
