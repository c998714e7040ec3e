package io.etlbed.ci.history;

import io.etlbed.ci.history.Operation.Action;
import io.etlbed.ci.history.Operation.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A history as a test tells it: one operation after the other, unless times are given. */
final class Tale {

    static final long NEVER = Long.MAX_VALUE;

    private final List<Operation> operations = new ArrayList<>();
    private long time;

    Tale then(Action action, long value, Outcome outcome) {
        time += 10;
        return at(time, time + 5, action, value, outcome);
    }

    Tale at(long called, long returned, Action action, long value, Outcome outcome) {
        time = Math.max(time, returned == NEVER ? called : returned);
        operations.add(new Operation(operations.size() % 3, "o", action, value, called, returned, outcome, ""));
        return this;
    }

    Tale put(long value) {
        return then(Action.PUT, value, Outcome.DONE);
    }

    Tale delete() {
        return then(Action.DELETE, Operation.ABSENT, Outcome.DONE);
    }

    Tale reads(long value) {
        return value == Operation.ABSENT
                ? then(Action.GET, value, Outcome.MISSED)
                : then(Action.GET, value, Outcome.DONE);
    }

    List<Operation> operations() {
        return operations;
    }

    Optional<Violation> check() {
        return RegisterCheck.of(Operation.ABSENT, operations);
    }
}
