package io.etlbed.conformance.check;

import java.util.Optional;

/** What came of a check. */
public sealed interface Verdict {

    /** The cluster keeps the rule. */
    record Pass() implements Verdict {}

    /**
     * The cluster breaks the rule.
     *
     * @param found what the cluster did
     * @param expected what it should have done
     * @param hint more that helps to find the reason; may be empty
     * @param curl a shell line that shows it again, where one request does
     */
    record Fail(String found, String expected, String hint, Optional<String> curl) implements Verdict {}

    /** Not tried; never counted as passed. */
    record Skip(String reason) implements Verdict {}

    /** Broken, and the baseline knows it. */
    record KnownFailure(String reason, Fail failure) implements Verdict {}

    /**
     * Broken in just the way in which the profile says that this implementation differs from the documents.
     *
     * @param behaviour what it does, as the profile says
     * @param source where that is written or was seen
     */
    record Differs(String behaviour, String source, Fail failure) implements Verdict {}

    /** The cluster keeps the rule. */
    static Verdict pass() {
        return new Pass();
    }

    /** From good to bad, for several checks of one requirement. */
    default int severity() {
        if (this instanceof Fail) {
            return 4;
        }
        if (this instanceof Skip) {
            return 3;
        }
        if (this instanceof KnownFailure) {
            return 2;
        }
        return this instanceof Differs ? 1 : 0;
    }

    /** One word for reports: {@code pass}, {@code fail}, {@code skip}, {@code known-failure}, {@code differs}. */
    default String word() {
        if (this instanceof Fail) {
            return "fail";
        }
        if (this instanceof Skip) {
            return "skip";
        }
        if (this instanceof KnownFailure) {
            return "known-failure";
        }
        return this instanceof Differs ? "differs" : "pass";
    }
}
