package io.etlbed.ci.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.ci.history.Operation.Action;
import io.etlbed.ci.history.Operation.Outcome;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Histories of one object, told one by one: those that may be, and planted faults. */
class RegisterCheckTest {

    private static void assertFound(Tale tale, String reason) {
        Optional<Violation> violation = tale.check();
        assertThat(violation).isPresent();
        assertThat(violation.get().reason()).contains(reason);
        assertThat(violation.get().lines()).anyMatch(line -> line.startsWith("  >>"));
    }

    private static void assertSound(Tale tale) {
        assertThat(tale.check()).isEmpty();
    }

    @Test
    void one_after_the_other() {
        assertSound(new Tale()
                .reads(0)
                .put(1)
                .reads(1)
                .put(3)
                .reads(3)
                .reads(3)
                .delete()
                .reads(0)
                .put(4)
                .reads(4));
    }

    @Test
    void a_lost_write() {
        assertFound(new Tale().put(1).reads(1).reads(0), "lost");
        assertFound(new Tale().put(1).put(3).reads(1), "stale");
    }

    @Test
    void a_stale_read_although_the_newer_value_has_been_read_but_not_acknowledged() {
        assertFound(
                new Tale()
                        .put(1)
                        .at(20, 100, Action.PUT, 3, Outcome.DONE)
                        .at(30, 40, Action.GET, 3, Outcome.DONE)
                        .at(50, 60, Action.GET, 1, Outcome.DONE),
                "stale");
    }

    @Test
    void a_deleted_object_that_is_back() {
        assertFound(new Tale().put(1).delete().reads(0).reads(1), "back");
    }

    @Test
    void wrong_bytes() {
        assertFound(new Tale().put(1).then(Action.TRANSFORM, 0, Outcome.WRONG), "wrong bytes");
    }

    @Test
    void a_value_that_was_refused_and_one_that_nobody_has_sent_yet() {
        assertFound(new Tale().then(Action.PUT, 1, Outcome.REFUSED).reads(1), "not stored");
        assertFound(new Tale().reads(7), "before this part");
        assertFound(
                new Tale().at(10, 20, Action.GET, 1, Outcome.DONE).at(30, 40, Action.PUT, 1, Outcome.DONE),
                "not even sent");
    }

    @Test
    void operations_at_the_same_time_may_have_had_their_effects_in_either_order() {
        Tale tale = new Tale()
                .at(0, 100, Action.PUT, 1, Outcome.DONE)
                .at(0, 100, Action.PUT, 3, Outcome.DONE)
                .at(0, 100, Action.GET, 0, Outcome.MISSED)
                .at(0, 100, Action.GET, 1, Outcome.DONE)
                .at(0, 100, Action.GET, 3, Outcome.DONE);
        assertSound(tale.reads(1));
        assertFound(tale.reads(3), "stale");
    }

    @Test
    void a_put_without_an_answer_may_come_late_or_never_but_not_twice() {
        Tale late = new Tale().put(1).at(20, 25, Action.PUT, 3, Outcome.UNKNOWN).reads(1);
        assertSound(late);
        assertSound(late.reads(3));
        assertFound(late.reads(1), "stale");
    }

    @Test
    void each_delete_without_an_answer_explains_one_disappearance() {
        Tale tale = new Tale()
                .put(1)
                .then(Action.DELETE, 0, Outcome.UNKNOWN)
                .reads(1)
                .reads(0);
        assertSound(tale);
        assertFound(tale.put(3).reads(0), "lost");
    }

    @Test
    void a_delete_that_finds_nothing_tells_that_there_was_nothing() {
        assertSound(new Tale().put(1).delete().then(Action.DELETE, 0, Outcome.MISSED));
        assertFound(new Tale().put(1).then(Action.DELETE, 0, Outcome.MISSED), "lost");
    }

    @Test
    void what_is_read_at_the_beginning_is_what_was_left_before() {
        assertThat(RegisterCheck.of(9, new Tale().reads(9).put(1).reads(1).operations()))
                .isEmpty();
        assertThat(RegisterCheck.of(9, new Tale().put(1).reads(9).operations())).isPresent();
    }
}
