package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.store.ApiStatusException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Label selectors as in {@code app=x,tier in (a,b),!old}: all requirements must hold. */
final class LabelSelector {

    private static final String KEY = "\\s*([-A-Za-z0-9_./]+)\\s*";
    private static final Pattern SET = Pattern.compile(KEY + "(?<=\\s)(in|notin)\\s*\\(([^()]*)\\)\\s*");
    private static final Pattern EQUALITY = Pattern.compile(KEY + "(=|==|!=)\\s*([-A-Za-z0-9_.]*)\\s*");
    private static final Pattern EXISTS = Pattern.compile("\\s*(!?)" + KEY);
    private static final Pattern VALUE = Pattern.compile("[-A-Za-z0-9_.]*");
    private static final Pattern COMMA_OUTSIDE = Pattern.compile(",(?![^()]*\\))");

    private LabelSelector() {}

    /** @throws ApiStatusException 400 if it cannot be understood */
    static Predicate<Map<String, String>> parse(String selector) {
        if (selector.isBlank()) {
            return labels -> true;
        }
        List<Predicate<Map<String, String>>> all = new ArrayList<>();
        for (String requirement : COMMA_OUTSIDE.split(selector, -1)) {
            all.add(requirement(requirement));
        }
        return labels -> all.stream().allMatch(each -> each.test(labels));
    }

    private static Predicate<Map<String, String>> requirement(String text) {
        Matcher set = SET.matcher(text);
        if (set.matches()) {
            String key = set.group(1);
            Set<String> values = values(text, set.group(3));
            boolean in = set.group(2).equals("in");
            return in
                    ? labels -> labels.containsKey(key) && values.contains(labels.get(key))
                    : labels -> !labels.containsKey(key) || !values.contains(labels.get(key));
        }
        Matcher equality = EQUALITY.matcher(text);
        if (equality.matches()) {
            String key = equality.group(1);
            String value = equality.group(3);
            return equality.group(2).equals("!=")
                    ? labels -> !value.equals(labels.get(key))
                    : labels -> value.equals(labels.get(key));
        }
        Matcher exists = EXISTS.matcher(text);
        if (exists.matches()) {
            boolean wanted = exists.group(1).isEmpty();
            String key = exists.group(2);
            return labels -> labels.containsKey(key) == wanted;
        }
        throw cannotParse(text);
    }

    private static Set<String> values(String text, String list) {
        Set<String> values = Stream.of(list.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        if (!values.stream().allMatch(value -> VALUE.matcher(value).matches())) {
            throw cannotParse(text);
        }
        return values;
    }

    private static ApiStatusException cannotParse(String text) {
        return ApiStatusException.badRequest("unable to parse requirement: '" + text
                + "' is none of key, !key, key=value, key==value, key!=value, key in (a,b), key notin (a,b)");
    }
}
