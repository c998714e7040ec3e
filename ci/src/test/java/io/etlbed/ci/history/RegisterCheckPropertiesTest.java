package io.etlbed.ci.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.ci.history.Operation.Action;
import io.etlbed.ci.history.Operation.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.statistics.Statistics;

/** The check beside one that tries every order, and histories of a register that is right. */
class RegisterCheckPropertiesTest {

    private static final long INITIAL = 50;
    private static final int VALUES = 4;

    /** An operation before the values of puts are made unlike each other. */
    private record Draft(Action action, Outcome outcome, long value, long called, long length) {}

    @Provide
    Arbitrary<List<Operation>> histories() {
        Arbitrary<Draft> drafts = Combinators.combine(
                        Arbitraries.of(Action.PUT, Action.PUT, Action.DELETE, Action.GET, Action.GET, Action.GET),
                        Arbitraries.of(Outcome.DONE, Outcome.DONE, Outcome.UNKNOWN, Outcome.MISSED, Outcome.REFUSED),
                        Arbitraries.longs().between(0, VALUES),
                        Arbitraries.longs().between(0, 20),
                        Arbitraries.longs().between(0, 8))
                .as(Draft::new);
        return drafts.list().ofMaxSize(7).map(RegisterCheckPropertiesTest::history);
    }

    private static List<Operation> history(List<Draft> drafts) {
        List<Operation> history = new ArrayList<>();
        long puts = 0;
        for (Draft draft : drafts) {
            long value = draft.action() == Action.PUT ? ++puts : draft.value() == 0 ? INITIAL : draft.value();
            Outcome outcome = draft.action() == Action.PUT && draft.outcome() == Outcome.MISSED
                    ? Outcome.UNKNOWN
                    : draft.outcome();
            history.add(new Operation(
                    history.size(),
                    "o",
                    draft.action(),
                    value,
                    draft.called(),
                    draft.called() + draft.length(),
                    outcome,
                    ""));
        }
        return history;
    }

    @Property(tries = 5000)
    void it_finds_what_trying_every_order_finds(@ForAll("histories") List<Operation> history) {
        boolean explained = EveryOrder.explains(INITIAL, history);
        Statistics.collect(explained ? "explained" : "not");
        Statistics.coverage(coverage -> {
            coverage.check("explained").percentage(share -> share > 10);
            coverage.check("not").percentage(share -> share > 10);
        });
        assertThat(RegisterCheck.of(INITIAL, history).isEmpty()).isEqualTo(explained);
    }

    @Property(tries = 200)
    void a_history_of_a_register_that_is_right_is_explained(@ForAll long seed) {
        assertThat(RegisterCheck.of(INITIAL, new TrueRegister(seed, INITIAL).history(6, 300)))
                .isEmpty();
    }

    @Property(tries = 300)
    void where_nothing_overlaps_every_read_of_another_value_is_found_and_named(
            @ForAll long seed, @ForAll @LongRange(min = 1, max = 1000) long chosen) {
        List<Operation> history = new TrueRegister(seed, INITIAL).history(1, 60);
        List<Operation> reads = history.stream()
                .filter(Operation::observes)
                .filter(Operation::isRead)
                .toList();
        if (reads.isEmpty()) {
            return;
        }
        Operation was = reads.get((int) (chosen % reads.size()));
        long other = was.outcome() == Outcome.DONE ? was.value() - 1 : chosen;
        Operation planted = new Operation(
                was.client(),
                was.key(),
                was.action(),
                other,
                was.called(),
                was.returned(),
                other == Operation.ABSENT ? Outcome.MISSED : Outcome.DONE,
                "planted");
        history.set(history.indexOf(was), planted);
        Optional<Violation> violation = RegisterCheck.of(INITIAL, history);
        assertThat(violation).isPresent();
        assertThat(violation.get().culprit()).contains(planted);
    }
}
