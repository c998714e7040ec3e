package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.kinds.Kind;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Field selectors as in {@code spec.nodeName=n,status.phase!=Failed}: all requirements must hold. In values a comma, an
 * equals sign and a backslash stand behind a backslash.
 */
final class FieldSelector {

    private static final Pattern REQUIREMENT = Pattern.compile("([^=!]+)(!=|==|=)((?:[^\\\\=,]|\\\\[\\\\=,])*+)");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    private FieldSelector() {}

    /** @throws ApiStatusException 400 if it cannot be understood, or the kind has no such field to select by */
    static <T extends HasMetadata> Predicate<T> parse(String selector, Kind<T> kind) {
        List<Predicate<T>> all = new ArrayList<>();
        for (String requirement : requirements(selector)) {
            Matcher matcher = REQUIREMENT.matcher(requirement);
            if (!matcher.matches()) {
                throw ApiStatusException.badRequest(
                        "invalid selector: '" + selector + "'; can't understand '" + requirement + "'");
            }
            Function<T, String> field = kind.fields().get(matcher.group(1).strip());
            if (field == null) {
                throw ApiStatusException.badRequest("field label not supported: " + matcher.group(1));
            }
            String value =
                    ESCAPED.matcher(matcher.group(3)).replaceAll(found -> Matcher.quoteReplacement(found.group(1)));
            boolean wanted = !matcher.group(2).equals("!=");
            all.add(object -> value.equals(field.apply(object)) == wanted);
        }
        return object -> all.stream().allMatch(each -> each.test(object));
    }

    /** The parts between commas that no backslash stands before; empty ones do not count. */
    private static List<String> requirements(String selector) {
        List<String> parts = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i <= selector.length(); i++) {
            if (i == selector.length() || selector.charAt(i) == ',') {
                if (i > begin) {
                    parts.add(selector.substring(begin, i));
                }
                begin = i + 1;
            } else if (selector.charAt(i) == '\\') {
                i++;
            }
        }
        return parts;
    }
}
