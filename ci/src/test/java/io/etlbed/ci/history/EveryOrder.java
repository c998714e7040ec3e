package io.etlbed.ci.history;

import io.etlbed.ci.history.Operation.Action;
import io.etlbed.ci.history.Operation.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Tries every order of a few operations, without a thought for the time that takes. */
final class EveryOrder {

    private EveryOrder() {}

    static boolean explains(long initial, List<Operation> operations) {
        List<Operation> of = operations.stream()
                .filter(each -> each.outcome() != Outcome.REFUSED)
                .filter(each -> !(each.isRead() && each.outcome() == Outcome.UNKNOWN))
                .toList();
        return goesOn(initial, new ArrayList<>(of));
    }

    private static boolean goesOn(long value, List<Operation> left) {
        if (left.stream().allMatch(each -> each.outcome() == Outcome.UNKNOWN)) {
            return true;
        }
        for (Operation next : left) {
            boolean tooEarly = left.stream()
                    .anyMatch(other -> other.outcome() != Outcome.UNKNOWN && other.returned() < next.called());
            if (!tooEarly && fits(value, next)) {
                List<Operation> rest = new ArrayList<>(left);
                rest.remove(next);
                if (goesOn(after(value, next), rest)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean fits(long value, Operation next) {
        if (next.outcome() == Outcome.MISSED) {
            return value == Operation.ABSENT;
        }
        return !next.isRead() || next.value() == value;
    }

    private static long after(long value, Operation next) {
        if (next.isRead() || next.outcome() == Outcome.MISSED) {
            return value;
        }
        return next.action() == Action.DELETE ? Operation.ABSENT : next.value();
    }
}
