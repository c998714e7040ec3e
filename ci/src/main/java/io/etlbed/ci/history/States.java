package io.etlbed.ci.history;

import io.etlbed.ci.history.RegisterCheck.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an object may be at one moment: its value, which of the operations under way have had their effect, and, for each such state,
 * the fewest of the optional deletes that it takes to get there. Those are all alike, so that no more than their number counts.
 */
final class States {

    /** Operations of one object under way at a time. */
    private static final int MOST = Long.SIZE;

    private final Step[] slots = new Step[MOST];
    private final IdentityHashMap<Step, Integer> slotOf = new IdentityHashMap<>();
    private int optionalDeletes;

    /** The fewest optional deletes by state. */
    private Map<State, Integer> states = new HashMap<>();

    /** @param done by the number of an operation's slot: it has had its effect, and waits for its answer */
    private record State(long value, long done) {}

    States(long initial) {
        states.put(new State(initial, 0), 0);
    }

    /** The values that are possible now, without those that operations under way may bring. */
    Set<Long> values() {
        Set<Long> values = new TreeSet<>();
        states.keySet().forEach(state -> values.add(state.value()));
        return values;
    }

    /** An operation is under way. */
    void called(Step step) {
        if (step.optional()) {
            optionalDeletes++;
            return;
        }
        int slot = 0;
        while (slots[slot] != null) {
            slot++;
            if (slot == MOST) {
                throw new IllegalStateException("more than " + MOST + " operations of one object at a time");
            }
        }
        slots[slot] = step;
        slotOf.put(step, slot);
    }

    /** An operation has been answered, so it has had its effect. False if that cannot be; the states are then as they were. */
    boolean answered(Step step) {
        int slot = slotOf.getOrDefault(step, -1);
        Map<State, Integer> left = new HashMap<>();
        closure().forEach((state, deletes) -> {
            if ((state.done() & bit(slot)) != 0) {
                left.merge(new State(state.value(), state.done() & ~bit(slot)), deletes, Math::min);
            }
        });
        slotOf.remove(step);
        slots[slot] = null;
        if (left.isEmpty()) {
            return false;
        }
        states = left;
        return true;
    }

    private static long bit(int slot) {
        return 1L << slot;
    }

    /** All states that are reached if any of the operations under way have their effect in any order. */
    private Map<State, Integer> closure() {
        Map<State, Integer> reached = new HashMap<>(states);
        Deque<State> open = new ArrayDeque<>(states.keySet());
        for (State state = open.poll(); state != null; state = open.poll()) {
            int deletes = reached.get(state);
            for (int slot : slotOf.values()) {
                Step step = slots[slot];
                boolean possible = (state.done() & bit(slot)) == 0 && (!step.read() || step.value() == state.value());
                if (possible) {
                    reach(new State(step.value(), state.done() | bit(slot)), deletes, reached, open);
                }
            }
            if (deletes < optionalDeletes && state.value() != Operation.ABSENT) {
                reach(new State(Operation.ABSENT, state.done()), deletes + 1, reached, open);
            }
        }
        return reached;
    }

    private static void reach(State state, int deletes, Map<State, Integer> reached, Deque<State> open) {
        Integer before = reached.get(state);
        if (before == null || before > deletes) {
            reached.put(state, deletes);
            open.add(state);
        }
    }
}
