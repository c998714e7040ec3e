package io.etlbed.conformance.fuzz;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** ETL_IDs at the boundaries of what is legal. */
final class NameArbitraries {

    static final int SHORTEST = 6;

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";

    /**
     * A name that breaks one rule.
     *
     * @param rule the id of the rule
     */
    record BadName(String name, String rule) {}

    private NameArbitraries() {}

    /** Legal names; the shortest and the longest are frequent. */
    static Arbitrary<String> legal(int longest) {
        Arbitrary<Integer> lengths = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.of(SHORTEST, longest)),
                Tuple.of(1, Arbitraries.integers().between(SHORTEST, longest)));
        return lengths.flatMap(
                length -> Combinators.combine(letter(), tail(length - 1)).as((head, tail) -> head + tail));
    }

    /** Names that break exactly one rule. */
    static Arbitrary<BadName> illegal(int longest) {
        Arbitrary<BadName> badStart = Combinators.combine(Arbitraries.of('0', '9', '-', '_'), tail(SHORTEST))
                .as((head, tail) -> new BadName(head + tail, "NAME-01"));
        Arbitrary<BadName> tooShort = Arbitraries.integers()
                .between(1, SHORTEST - 1)
                .flatMap(length -> Combinators.combine(letter(), tail(length - 1))
                        .as((head, tail) -> new BadName(head + tail, "NAME-03")));
        Arbitrary<BadName> tooLong = Arbitraries.integers()
                .between(longest + 1, longest + 300)
                .flatMap(length -> Combinators.combine(letter(), tail(length - 1))
                        .as((head, tail) -> new BadName(head + tail, "NAME-03")));
        Arbitrary<BadName> badCharacter = Combinators.combine(
                        letter(),
                        tail(SHORTEST),
                        Arbitraries.of(
                                " ",
                                ".",
                                "/",
                                "\\",
                                "%",
                                "+",
                                "#",
                                "?",
                                "\u0000",
                                "\n",
                                "\u007f",
                                "é",
                                "ß",
                                "\u0131",
                                "漢",
                                "\u200b",
                                "\ud83d\ude00",
                                "$",
                                "'",
                                "\"",
                                "<",
                                ":",
                                "*"),
                        Arbitraries.integers().between(0, SHORTEST))
                .as((head, tail, bad, at) -> new BadName(
                        head + tail.substring(0, at) + bad + tail.substring(at),
                        bad.matches("\\p{Graph}") ? "NAME-02" : "NAME-04"));
        return Arbitraries.oneOf(badStart, tooShort, tooLong, badCharacter);
    }

    private static Arbitrary<Character> letter() {
        return Arbitraries.strings().withChars(LETTERS).ofLength(1).map(text -> text.charAt(0));
    }

    private static Arbitrary<String> tail(int length) {
        return Arbitraries.strings().withChars(LETTERS + DIGITS + "_-").ofLength(length);
    }
}
