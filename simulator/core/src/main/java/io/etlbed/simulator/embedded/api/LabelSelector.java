package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.api.SelectorTokens.Token;
import io.etlbed.simulator.embedded.kinds.Names;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/**
 * Label selectors as in {@code app=x,tier in (a,b),!old}: all requirements must hold. The grammar is that of the parser of
 * Kubernetes, with {@code key>5} and {@code key<5}, and values left out of sets.
 */
final class LabelSelector {

    private static final String OPERATORS = "in, notin, =, ==, !=, gt, lt";

    private final SelectorTokens tokens;

    private LabelSelector(SelectorTokens tokens) {
        this.tokens = tokens;
    }

    /** @throws ApiStatusException 400 if it cannot be understood */
    static Predicate<Map<String, String>> parse(String selector) {
        List<Predicate<Map<String, String>>> all = new LabelSelector(new SelectorTokens(selector)).all();
        return labels -> all.stream().allMatch(each -> each.test(labels));
    }

    private List<Predicate<Map<String, String>>> all() {
        List<Predicate<Map<String, String>>> all = new ArrayList<>();
        Token first = tokens.peekWord();
        while (!first.isEnd()) {
            if (!first.isWord() && !first.is("!")) {
                throw found(first, all.isEmpty() ? "!, identifier, or 'end of string'" : "identifier after ','");
            }
            all.add(requirement());
            Token next = tokens.nextWord();
            if (next.isEnd()) {
                return all;
            }
            if (!next.is(",")) {
                throw found(next, "',' or 'end of string'");
            }
            first = tokens.peekWord();
            if (first.isEnd()) {
                throw found(first, "identifier after ','");
            }
        }
        return all;
    }

    private Predicate<Map<String, String>> requirement() {
        Token first = tokens.nextWord();
        boolean absent = first.is("!");
        Token key = absent ? tokens.next() : first;
        if (!key.isWord()) {
            throw unparsed("found '" + key.text() + "', expected: identifier");
        }
        String label = key.text();
        refuse("<nil>", label, Names.qualifiedName(label));
        Token following = tokens.peek();
        if (following.isEnd() || following.is(",")) {
            return labels -> labels.containsKey(label) != absent;
        }
        Token operator = tokens.next();
        if (absent) {
            throw found(operator, "',' or 'end of string'");
        }
        return switch (operator.text()) {
            case "in" -> oneOf(label, set(label));
            case "notin" -> oneOf(label, set(label)).negate();
            case "=", "==" -> oneOf(label, Set.of(value(label)));
            case "!=" -> oneOf(label, Set.of(value(label))).negate();
            case ">" -> {
                long bound = bound(label);
                yield number(label, value -> value > bound);
            }
            case "<" -> {
                long bound = bound(label);
                yield number(label, value -> value < bound);
            }
            default -> throw unparsed("found '" + operator.text() + "', expected: " + OPERATORS);
        };
    }

    private static Predicate<Map<String, String>> oneOf(String label, Set<String> values) {
        return labels -> {
            String value = labels.get(label);
            return value != null && values.contains(value);
        };
    }

    private static Predicate<Map<String, String>> number(String label, LongPredicate condition) {
        return labels -> {
            try {
                return labels.containsKey(label) && condition.test(Long.parseLong(labels.get(label)));
            } catch (NumberFormatException e) {
                // What is no number is neither greater nor less.
                return false;
            }
        };
    }

    private String value(String label) {
        Token next = tokens.peekWord();
        if (next.isEnd() || next.is(",")) {
            return "";
        }
        Token value = tokens.nextWord();
        if (!value.isWord()) {
            throw unparsed("found '" + value.text() + "', expected: identifier");
        }
        return checked(label, value.text());
    }

    private long bound(String label) {
        String value = value(label);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw unparsed("values[0][" + label + "]: Invalid value: \"" + value
                    + "\": for 'Gt', 'Lt' operators, the value must be an integer");
        }
    }

    /** Values in parentheses; one that is left out is empty. */
    private Set<String> set(String label) {
        Token open = tokens.nextWord();
        if (!open.is("(")) {
            throw unparsed("found '" + open.text() + "' expected: '('");
        }
        Set<String> values = new TreeSet<>();
        if (tokens.peekWord().is(")")) {
            throw unparsed("values: Required value: for 'in', 'notin' operators, values set can't be empty");
        }
        boolean more = true;
        while (more) {
            Token value = tokens.peekWord();
            if (value.isWord()) {
                tokens.nextWord();
            }
            values.add(checked(label, value.isWord() ? value.text() : ""));
            Token end = tokens.nextWord();
            if (!end.is(",") && !end.is(")")) {
                throw unparsed("found '" + end.text() + "', expected: ',' or ')'");
            }
            more = end.is(",");
        }
        return values;
    }

    private static String checked(String label, String value) {
        refuse("values[0][" + label + "]", value, Names.labelValue(value));
        return value;
    }

    private static void refuse(String field, String value, List<String> wrong) {
        if (!wrong.isEmpty()) {
            throw unparsed(field + ": Invalid value: \"" + value + "\": " + String.join("; ", wrong));
        }
    }

    private static ApiStatusException unparsed(String why) {
        return ApiStatusException.badRequest("unable to parse requirement: " + why);
    }

    private static ApiStatusException found(Token token, String expected) {
        return ApiStatusException.badRequest("found '" + token.text() + "', expected: " + expected);
    }
}
