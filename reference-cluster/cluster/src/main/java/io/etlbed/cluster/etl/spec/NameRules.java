package io.etlbed.cluster.etl.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules over an ETL_ID (NAME-01 to NAME-04).
 *
 * @param shortest characters at least
 * @param longest characters at most
 */
public record NameRules(int shortest, int longest) {

    /**
     * @param path the field that holds the name, such as {@code id}
     * @param position where it stands in a YAML text, if it does
     * @return every rule that it breaks, each once
     */
    public List<Violation> check(String name, String path, Optional<Position> position) {
        List<Violation> violations = new ArrayList<>();
        String found = Texts.quote(name);
        if (name.isEmpty() || !isLetter(name.codePointAt(0))) {
            violations.add(new Violation("NAME-01", path, position, found, "a letter A-Z or a-z first", none()));
        }
        Optional<String> sign = first(name, false);
        sign.ifPresent(text -> violations.add(new Violation(
                "NAME-02", path, position, found, "letters, digits, '_' and '-' only", Optional.of("not " + text))));
        Optional<String> other = first(name, true);
        other.ifPresent(text -> violations.add(new Violation(
                "NAME-04",
                path,
                position,
                found,
                "no space, control or non-ASCII character",
                Optional.of("not " + text))));
        int length = name.codePointCount(0, name.length());
        if (length < shortest || length > longest) {
            violations.add(new Violation(
                    "NAME-03",
                    path,
                    position,
                    found + " (" + length + " characters)",
                    shortest + " to " + longest + " characters",
                    none()));
        }
        return violations;
    }

    private static Optional<String> first(String name, boolean outsideAscii) {
        return name.codePoints()
                .filter(point -> !isLegal(point) && outsideAscii == (point <= ' ' || point >= 0x7f))
                .mapToObj(point -> Texts.quote(Character.toString(point)))
                .findFirst();
    }

    private static boolean isLegal(int point) {
        return isLetter(point) || (point >= '0' && point <= '9') || point == '_' || point == '-';
    }

    private static boolean isLetter(int point) {
        return (point >= 'A' && point <= 'Z') || (point >= 'a' && point <= 'z');
    }

    private static Optional<String> none() {
        return Optional.empty();
    }
}
