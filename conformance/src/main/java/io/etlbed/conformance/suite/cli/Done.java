package io.etlbed.conformance.suite.cli;

import io.etlbed.conformance.check.AisCall;
import io.etlbed.conformance.check.AisShown;
import io.etlbed.conformance.check.CheckFailed;
import java.util.List;
import java.util.Locale;

/** A command that was typed, and what it has shown. */
record Done(AisCall call, AisShown shown) {

    /** It went well. */
    Done well(String what) {
        that(shown.exit() == 0, "exit code 0: " + what);
        return this;
    }

    /** It is refused, and says so: with a word that tells what is wrong, in any case. */
    Done refused(String what, String word) {
        that(shown.exit() != 0, "another exit code than 0, since " + what);
        that(
                text().toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT)),
                "an error that names " + word + ", since " + what);
        that(call.terminal() || shown.out().isEmpty(), "the error where errors go, and no output, since " + what);
        return this;
    }

    void that(boolean holds, String expected) {
        if (!holds) {
            throw failed(shown.summary(), expected);
        }
    }

    CheckFailed failed(String found, String expected) {
        return CheckFailed.byCommand(
                call.line(), found, "`ais " + String.join(" ", call.arguments()) + "`: " + expected);
    }

    /** What it says, wherever. */
    String text() {
        return shown.out() + shown.err();
    }

    /** The words of each line of output. */
    List<List<String>> rows() {
        return shown.out()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> List.of(line.split("\\s+")))
                .toList();
    }
}
