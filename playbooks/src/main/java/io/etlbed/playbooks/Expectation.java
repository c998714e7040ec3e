package io.etlbed.playbooks;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a command must show. All that is given must hold.
 *
 * @param exit its exit code
 * @param text all of its output, apart from white space around it
 * @param contains a part of its output, or of its errors
 * @param matches a regular expression that fits a part of its output
 * @param empty whether it must show nothing
 * @param allNamed whether its output must name every data file
 * @param sameAs a command whose output begins with the same word
 */
record Expectation(
        int exit,
        @JsonProperty("equals") @Nullable String text,
        @Nullable String contains,
        @Nullable String matches,
        boolean empty,
        @JsonProperty("all-named") boolean allNamed,
        @JsonProperty("same-as") @Nullable String sameAs) {

    static final Expectation NOTHING = new Expectation(0, null, null, null, false, false, null);

    Expectation {}
}
