package io.etlbed.simulator.embedded.kubelet;

import java.util.Map;

/** {@code $(VAR)} in commands, arguments and values of variables, as Kubernetes expands it. */
final class Expansion {

    private Expansion() {}

    /**
     * Replaces references to variables that there are; others stay as they are written. {@code $$} is a dollar that begins
     * no reference.
     */
    static String expand(String text, Map<String, String> variables) {
        StringBuilder result = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char current = text.charAt(at);
            if (current != '$' || at + 1 == text.length()) {
                result.append(current);
                at++;
                continue;
            }
            int end = text.charAt(at + 1) == '(' ? text.indexOf(')', at + 2) : -1;
            if (end >= 0) {
                String name = text.substring(at + 2, end);
                String value = variables.get(name);
                result.append(value == null ? "$(" + name + ")" : value);
                at = end + 1;
            } else if (text.charAt(at + 1) == '(') {
                result.append("$(");
                at += 2;
            } else {
                // An escaped dollar becomes one, and so what follows it is no reference; a lone one stays with its
                // character.
                result.append('$');
                if (text.charAt(at + 1) != '$') {
                    result.append(text.charAt(at + 1));
                }
                at += 2;
            }
        }
        return result.toString();
    }
}
