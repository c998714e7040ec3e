package io.etlbed.conformance.fuzz;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** ETL_IDs at the boundaries of what is legal. */
final class NameArbitraries {

    static final int SHORTEST = 6;

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";

    private static final List<String> SIGNS =
            List.of(".", "/", "\\", "%", "+", "#", "?", "$", "'", "\"", "<", ":", "*", "~", "@");
    private static final List<String> OTHERS =
            List.of(" ", "\u0000", "\n", "\t", "\u007f", "\u00a0", "é", "ß", "\u0131", "漢", "\u200b", "\ud83d\ude00");

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

    /** Names that break exactly these rules; lengths at the boundary of what is legal are frequent. */
    static Arbitrary<String> breaking(Set<String> rules, int longest) {
        int most = longest + 300;
        Arbitrary<Integer> lengths = rules.contains("NAME-03")
                ? Arbitraries.frequencyOf(
                        Tuple.of(2, Arbitraries.of(SHORTEST - 1, longest + 1)),
                        Tuple.of(1, Arbitraries.integers().between(3, SHORTEST - 1)),
                        Tuple.of(1, Arbitraries.integers().between(longest + 1, most)))
                : Arbitraries.frequencyOf(
                        Tuple.of(2, Arbitraries.of(SHORTEST, longest)),
                        Tuple.of(1, Arbitraries.integers().between(SHORTEST, longest)));
        Arbitrary<String> heads =
                rules.contains("NAME-01") ? Arbitraries.of("0", "9", "-", "_") : letter().map(String::valueOf);
        Arbitrary<String> signs = rules.contains("NAME-02") ? Arbitraries.of(SIGNS) : Arbitraries.just("");
        Arbitrary<String> others = rules.contains("NAME-04") ? Arbitraries.of(OTHERS) : Arbitraries.just("");
        return Combinators.combine(
                        lengths,
                        heads,
                        signs,
                        others,
                        tail(most),
                        Arbitraries.integers().between(0, longest))
                .as((length, head, sign, other, tail, at) -> {
                    int inserted = (sign.isEmpty() ? 0 : 1) + (other.isEmpty() ? 0 : 1);
                    String legal = tail.substring(0, length - 1 - inserted);
                    int place = Math.min(at, legal.length());
                    return head + legal.substring(0, place) + sign + other + legal.substring(place);
                });
    }

    private static Arbitrary<Character> letter() {
        return Arbitraries.strings().withChars(LETTERS).ofLength(1).map(text -> text.charAt(0));
    }

    private static Arbitrary<String> tail(int length) {
        return Arbitraries.strings().withChars(LETTERS + DIGITS + "_-").ofLength(length);
    }
}
