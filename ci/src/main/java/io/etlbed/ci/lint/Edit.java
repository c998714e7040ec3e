package io.etlbed.ci.lint;

import java.util.Comparator;
import java.util.List;

/**
 * A replacement in a text.
 *
 * @param from index of the first character that goes
 * @param to index after the last one; {@code from} where something is only put in
 */
record Edit(int from, int to, String replacement) {

    /** Applies edits that do not overlap. */
    static String apply(String text, List<Edit> edits) {
        StringBuilder changed = new StringBuilder(text);
        edits.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Edit::from)
                        .thenComparing(Edit::to)
                        .reversed())
                .forEach(edit -> changed.replace(edit.from, edit.to, edit.replacement));
        return changed.toString();
    }
}
