package io.etlbed.playbooks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A command, and what it must show.
 *
 * @param id by which {@code undoes} of a later step refers to it
 * @param title its heading
 * @param text what a reader should know before it
 * @param each for which of the data files it is run: {@link #NONE} (once, without one), {@link #FIRST} or {@link #ALL}
 * @param needs a program that is not on every machine; without it the step is skipped
 * @param run the command
 * @param expect what it must show
 * @param timeout seconds that one run of it may take
 * @param undo the command that takes back what it did
 * @param undoes the id of the step that it takes back; skipped if the user wants to keep what is there
 * @param cleanUp whether it makes sense only while cleaning up; skipped as above
 */
record Step(
        String id,
        @JsonProperty(required = true) String title,
        String text,
        String each,
        @Nullable String needs,
        @JsonProperty(required = true) String run,
        Expectation expect,
        long timeout,
        @Nullable String undo,
        @Nullable String undoes,
        @JsonProperty("part-of-clean-up") boolean cleanUp) {

    static final String NONE = "none";
    static final String FIRST = "first";
    static final String ALL = "all";

    private static final long DEFAULT_TIMEOUT = 120;

    Step {
        id = id == null ? "" : id;
        text = text == null ? "" : text.strip();
        each = each == null ? NONE : each;
        expect = expect == null ? Expectation.NOTHING : expect;
        timeout = timeout <= 0 ? DEFAULT_TIMEOUT : timeout;
        if (!each.equals(NONE) && !each.equals(FIRST) && !each.equals(ALL)) {
            throw new IllegalArgumentException("each is " + NONE + ", " + FIRST + " or " + ALL + ", not " + each);
        }
    }

    Duration patience() {
        return Duration.ofSeconds(timeout);
    }

    boolean ofCleanUp() {
        return cleanUp || undoes != null;
    }

    /** The command that takes a step back, as a step of its own. */
    static Step undoing(Step step, String command) {
        return new Step(
                "", "Take back: " + step.title(), "", NONE, null, command, Expectation.NOTHING, 0, null, null, true);
    }
}
