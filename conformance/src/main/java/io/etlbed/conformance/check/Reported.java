package io.etlbed.conformance.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The violations that an error message lists: what stands between one id of the catalogue and the next (SPEC-16). */
public final class Reported {

    private static final Pattern RULE = Pattern.compile("\\b(?:SPEC|NAME|CODE)-\\d{2}\\b");

    private final List<String> entries;

    private Reported(List<String> entries) {
        this.entries = entries;
    }

    public static Reported in(String message) {
        List<Integer> starts =
                RULE.matcher(message).results().map(found -> found.start()).toList();
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : message.length();
            entries.add(message.substring(starts.get(i), end));
        }
        return new Reported(List.copyOf(entries));
    }

    /** The ids of the rules that are reported as broken. */
    public Set<String> rules() {
        Set<String> rules = new LinkedHashSet<>();
        for (String entry : entries) {
            Matcher rule = RULE.matcher(entry);
            if (rule.find()) {
                rules.add(rule.group());
            }
        }
        return rules;
    }

    /** The entry on a rule at a field. */
    public Optional<String> entry(String rule, String path) {
        return entries.stream()
                .filter(entry -> entry.startsWith(rule) && entry.contains(path))
                .findFirst();
    }
}
