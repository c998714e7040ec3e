package io.etlbed.ci.history;

import io.etlbed.ci.history.Operation.Action;
import io.etlbed.ci.history.Operation.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether what was read of one object can be explained: whether its operations can be put in one order, each at some moment
 * between its call and its answer, in which every read shows the last change before it (linearizability of a register).
 *
 * <p>The operations are gone through in the order of their events. At each moment there is a set of {@linkplain States states} that the
 * object may be in, by which of the operations under way have had their effect. Once an operation is answered it has had it;
 * where no state is left, nothing explains the answer. Every value is put once, which keeps the states few: a put without an
 * answer whose value was read has happened by then, and one whose value nobody has read explains nothing. A delete without an
 * answer stays possible for ever.
 */
final class RegisterCheck {

    private RegisterCheck() {}

    /**
     * Looks at all operations of one object.
     *
     * @param initial the value at the beginning
     * @return what cannot be explained; empty where all can
     */
    static Optional<Violation> of(long initial, List<Operation> operations) {
        Optional<Operation> wrong = operations.stream()
                .filter(each -> each.outcome() == Outcome.WRONG)
                .findFirst();
        if (wrong.isPresent()) {
            return Optional.of(new Violation(
                    wrong.get().key() + ": " + wrong.get().action() + " gave wrong bytes: "
                            + wrong.get().note(),
                    wrong,
                    operations));
        }
        States states = new States(initial);
        for (Event event : events(operations)) {
            if (event.end()) {
                if (!states.answered(event.step())) {
                    return Optional.of(new Violation(
                            Reasons.of(initial, event.step().operation(), operations, states.values()),
                            Optional.of(event.step().operation()),
                            operations));
                }
            } else {
                states.called(event.step());
            }
        }
        return Optional.empty();
    }

    /**
     * An operation as the check sees it.
     *
     * @param read whether it shows the value, else it sets it
     * @param optional whether it may as well never have its effect
     */
    record Step(Operation operation, boolean read, long value, boolean optional) {}

    /** A call or, with {@code end}, an answer. */
    private record Event(long time, boolean end, Step step) {}

    private static List<Event> events(List<Operation> operations) {
        Map<Long, Long> firstSeen = new HashMap<>();
        for (Operation each : operations) {
            if (each.observes() && each.outcome() == Outcome.DONE) {
                firstSeen.merge(each.value(), each.returned(), Math::min);
            }
        }
        List<Event> events = new ArrayList<>();
        for (Operation each : operations) {
            if (each.observes()) {
                long seen = each.outcome() == Outcome.MISSED ? Operation.ABSENT : each.value();
                add(events, new Step(each, true, seen, false), each.returned());
            } else if (each.acknowledged()) {
                add(events, change(each, false), each.returned());
            } else if (each.outcome() == Outcome.UNKNOWN && each.action() == Action.DELETE) {
                events.add(new Event(each.called(), false, change(each, true)));
            } else if (each.outcome() == Outcome.UNKNOWN
                    && each.action() == Action.PUT
                    && firstSeen.containsKey(each.value())) {
                add(events, change(each, false), Math.max(each.called(), firstSeen.get(each.value())));
            }
        }
        // What happens at the same time may have happened in any order: calls first. Of answers, those of changes
        // first.
        events.sort(Comparator.comparingLong(Event::time)
                .thenComparing(Event::end)
                .thenComparing(event -> event.step().read()));
        return events;
    }

    private static Step change(Operation operation, boolean optional) {
        long value = operation.action() == Action.DELETE ? Operation.ABSENT : operation.value();
        return new Step(operation, false, value, optional);
    }

    private static void add(List<Event> events, Step step, long end) {
        events.add(new Event(step.operation().called(), false, step));
        events.add(new Event(end, true, step));
    }
}
