package io.etlbed.ci.lint;

import io.etlbed.cluster.etl.spec.EtlSpecs;
import io.etlbed.cluster.etl.spec.SpecContext;
import io.etlbed.cluster.etl.spec.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Mends one document, and changes nothing else of its text. A change is kept only where the validator agrees that it takes a violation
 * away and brings none.
 */
final class Fixer {

    private static final int MOST_ROUNDS = 20;

    private final SpecContext context;

    Fixer(SpecContext context) {
        this.context = context;
    }

    /**
     * @param text after the changes
     * @param mended violations of the first text that are none any more
     */
    record Fixed(String text, Set<Violation> mended) {}

    Fixed fix(String text) {
        List<Violation> first = check(text);
        String current = text;
        List<Violation> left = first;
        for (int round = 0; round < MOST_ROUNDS && !left.isEmpty(); round++) {
            String changed = improve(current, left);
            if (changed.equals(current)) {
                break;
            }
            current = changed;
            left = check(current);
        }
        Set<Violation> mended = new LinkedHashSet<>(first);
        Set<String> still = places(left);
        mended.removeIf(violation -> still.contains(place(violation)));
        return new Fixed(current, current.equals(text) ? Set.of() : mended);
    }

    /** All changes at once where that does no harm; else the first that does none. */
    private String improve(String text, List<Violation> violations) {
        // Of the text as a whole: it may be anything, and deeper than a parser without bounds can bear.
        if (violations.stream().anyMatch(violation -> violation.path().isEmpty())) {
            return text;
        }
        Optional<YamlTree> tree = YamlTree.of(text).filter(YamlTree::isMapping);
        if (tree.isEmpty()) {
            return text;
        }
        Fixes fixes = new Fixes(tree.get());
        List<Edit> edits = new ArrayList<>();
        violations.forEach(violation -> fixes.of(violation).ifPresent(edits::add));
        String all = Edit.apply(text, edits);
        if (edits.isEmpty() || isBetter(all, violations)) {
            return all;
        }
        return edits.stream()
                .map(edit -> Edit.apply(text, List.of(edit)))
                .filter(changed -> isBetter(changed, violations))
                .findFirst()
                .orElse(text);
    }

    /** Something is right now, and nothing is wrong that was not; but for what could not be seen while its place had another name. */
    private boolean isBetter(String changed, List<Violation> before) {
        List<Violation> after = check(changed);
        Set<String> right = places(before);
        right.removeAll(places(after));
        Set<String> wrong = places(before);
        return !right.isEmpty()
                && after.stream()
                        .allMatch(violation -> wrong.contains(place(violation))
                                || before.stream().anyMatch(hidden -> lies(violation.path(), hidden.path())));
    }

    private static boolean lies(String path, String below) {
        return !below.isEmpty() && (path.startsWith(below + ".") || path.startsWith(below + "["));
    }

    private List<Violation> check(String text) {
        return EtlSpecs.check(text, context).violations();
    }

    private static Set<String> places(List<Violation> violations) {
        Set<String> places = new LinkedHashSet<>();
        violations.forEach(violation -> places.add(place(violation)));
        return places;
    }

    private static String place(Violation violation) {
        return violation.rule() + " " + violation.path();
    }
}
