package io.etlbed.playbooks;

import java.util.Map;
import java.util.Optional;

/**
 * What a user calls a playbook.
 *
 * @param playbook its name, or the path of a folder
 * @param variant the name of one of its variants; absent: the playbook as it stands
 */
record PlaybookName(String playbook, Optional<String> variant) {

    private static final char BETWEEN = ':';

    static PlaybookName of(String text) {
        int colon = text.lastIndexOf(BETWEEN);
        return colon < 0
                ? new PlaybookName(text, Optional.empty())
                : new PlaybookName(text.substring(0, colon), Optional.of(text.substring(colon + 1)));
    }

    /** @throws PlaybookException if there is no such variant */
    Map<String, String> variables(Playbook known) {
        if (variant.isEmpty()) {
            return Map.of();
        }
        Map<String, String> found = known.variants().get(variant.get());
        if (found == null) {
            throw new PlaybookException("playbook " + playbook + " has no variant \"" + variant.get() + "\""
                    + (known.variants().isEmpty()
                            ? ""
                            : ": there are "
                                    + String.join(", ", known.variants().keySet())));
        }
        return found;
    }

    @Override
    public String toString() {
        return playbook + variant.map(name -> BETWEEN + name).orElse("");
    }
}
