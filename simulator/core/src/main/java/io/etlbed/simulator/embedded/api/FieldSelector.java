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

/** Field selectors as in {@code spec.nodeName=n,status.phase!=Failed}: all requirements must hold. */
final class FieldSelector {

    private static final Pattern REQUIREMENT = Pattern.compile("([^=!]+)(=|==|!=)([^=]*)");

    private FieldSelector() {}

    /** @throws ApiStatusException 400 if it cannot be understood, or the kind has no such field to select by */
    static <T extends HasMetadata> Predicate<T> parse(String selector, Kind<T> kind) {
        if (selector.isBlank()) {
            return object -> true;
        }
        List<Predicate<T>> all = new ArrayList<>();
        for (String requirement : selector.split(",", -1)) {
            Matcher matcher = REQUIREMENT.matcher(requirement.strip());
            if (!matcher.matches()) {
                throw ApiStatusException.badRequest("invalid field selector \"" + selector + "\"; can't understand '"
                        + requirement + "': expected field=value or field!=value");
            }
            Function<T, String> field = kind.fields().get(matcher.group(1));
            if (field == null) {
                throw ApiStatusException.badRequest("field label not supported: " + matcher.group(1));
            }
            String value = matcher.group(3);
            boolean wanted = !matcher.group(2).equals("!=");
            all.add(object -> value.equals(field.apply(object)) == wanted);
        }
        return object -> all.stream().allMatch(each -> each.test(object));
    }
}
