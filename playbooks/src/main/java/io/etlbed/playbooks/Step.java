package io.etlbed.playbooks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command, and what it must show.
 *
 * @param id by which {@code undoes} of a later step refers to it
 * @param title its heading
 * @param text what a reader should know before it
 * @param each for which of the data files it is run: {@link #NONE} (once, without one), {@link #FIRST} or {@link #ALL}
 * @param files glob over the names of those files; absent: every one
 * @param needs a program that is not on every machine; without it the step is skipped
 * @param run the command
 * @param expect what it must show
 * @param timeout seconds that one run of it may take
 * @param undo the command that takes back what it did
 * @param undoes the id of the step that it takes back; skipped if the user wants to keep what is there
 * @param pictures files that it leaves for the reader to look at, with what they show
 * @param cleanUp whether it makes sense only while cleaning up; skipped as above
 */
record Step(
        String id,
        @JsonProperty(required = true) String title,
        String text,
        String each,
        @Nullable String files,
        @Nullable String needs,
        @JsonProperty(required = true) String run,
        Expectation expect,
        long timeout,
        @Nullable String undo,
        @Nullable String undoes,
        @Nullable Map<String, String> pictures,
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
        pictures = pictures == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(pictures));
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
                "",
                "Take back: " + step.title(),
                "",
                NONE,
                null,
                null,
                command,
                Expectation.NOTHING,
                0,
                null,
                null,
                null,
                true);
    }
}
