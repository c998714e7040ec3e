package io.etlbed.ci.history;

import io.etlbed.ci.history.Operation.Action;
import io.etlbed.ci.history.Operation.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what it is that cannot be: the check knows only that nothing explains a read. */
final class Reasons {

    private Reasons() {}

    /**
     * In one sentence.
     *
     * @param possible values that the object may have had before
     */
    static String of(long initial, Operation read, List<Operation> operations, Set<Long> possible) {
        String what = read.key() + ": "
                + (read.outcome() == Outcome.MISSED
                        ? read.action() + " says that there is no such object"
                        : read.action() + " gave v" + read.value());
        return what + ", which " + why(initial, read, operations) + "; it can have been "
                + possible.stream()
                        .map(value -> value == Operation.ABSENT ? "absent" : "v" + value)
                        .collect(Collectors.joining(" or "));
    }

    private static String why(long initial, Operation read, List<Operation> operations) {
        if (read.outcome() == Outcome.MISSED) {
            return "was acknowledged and not deleted: it is lost";
        }
        Optional<Operation> put = operations.stream()
                .filter(each -> each.action() == Action.PUT && each.value() == read.value())
                .findFirst();
        if (put.isEmpty() && read.value() != initial) {
            return "is from before this part of the history, and was followed by another";
        }
        if (put.isPresent() && put.get().outcome() == Outcome.REFUSED) {
            return "was answered as not stored";
        }
        if (put.isPresent() && put.get().called() > read.returned()) {
            return "was not even sent by then";
        }
        long since = put.map(Operation::called).orElse(Long.MIN_VALUE);
        Optional<Operation> last = operations.stream()
                .filter(Operation::acknowledged)
                .filter(each -> each.called() > since && each.returned() < read.called())
                .reduce((first, second) -> second.returned() > first.returned() ? second : first);
        boolean deleted = last.isPresent() && last.get().action() == Action.DELETE;
        return deleted
                ? "was deleted, and that was acknowledged: it is back"
                : "is older than an acknowledged change, or than what was read before: it is stale";
    }
}
