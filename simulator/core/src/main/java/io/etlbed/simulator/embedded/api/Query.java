package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.kinds.Kind;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.FieldError;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The query of a request, and what its parameters mean.
 *
 * @param parameters each with its first value
 */
record Query(Map<String, String> parameters) {

    static Query of(Map<String, List<String>> all) {
        Map<String, String> first = new HashMap<>();
        all.forEach((name, values) -> first.put(name, values.isEmpty() ? "" : values.get(0)));
        return new Query(first);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    /** As Kubernetes reads it: false is what is absent, {@code false} or {@code 0}, and all else is true. */
    boolean flag(String name) {
        String value = parameters.getOrDefault(name, "false");
        return !value.equalsIgnoreCase("false") && !value.equals("0");
    }

    /**
     * The {@code resourceVersion}; null where there is none.
     *
     * @throws ApiStatusException 400 if it is none that there could be
     */
    @Nullable
    Long version() {
        String text = text("resourceVersion").orElse("");
        try {
            // The largest ones are as far from any that there is as the largest that can be reckoned with.
            long version = text.isEmpty() ? 0 : Long.parseUnsignedLong(text);
            return text.isEmpty() ? null : Long.valueOf(version < 0 ? Long.MAX_VALUE : version);
        } catch (NumberFormatException e) {
            throw ApiStatusException.badRequest("Invalid value: \"" + text + "\": resourceVersion must be a number");
        }
    }

    /** @throws ApiStatusException 400 if it is not a number */
    @Nullable
    Long number(String name) {
        String value = text(name).orElse(null);
        try {
            return value == null ? null : Long.valueOf(value);
        } catch (NumberFormatException e) {
            throw ApiStatusException.badRequest(
                    "invalid value for parameter " + name + ": \"" + value + "\" is not a whole number");
        }
    }

    /** @throws ApiStatusException 400 if it is not a number of 0 or more */
    @Nullable
    Long count(String name) {
        Long value = number(name);
        if (value != null && value < 0) {
            throw ApiStatusException.badRequest(
                    "invalid value for parameter " + name + ": must be greater than or equal to 0");
        }
        return value;
    }

    /**
     * Whether nothing is to be stored.
     *
     * @param options what the options of this request are called, such as {@code CreateOptions}
     * @throws ApiStatusException 422 if something else than {@code All} is asked for
     */
    boolean dryRun(String options) {
        String stages = text("dryRun").orElse("");
        if (!stages.isEmpty()) {
            requireAll(options, stages);
        }
        return !stages.isEmpty();
    }

    static void requireAll(String options, String stage) {
        if (!stage.equals("All")) {
            throw ApiStatusException.invalid(
                    options + ".meta.k8s.io", "", List.of(FieldError.unsupported("dryRun", stage, List.of("All"))));
        }
    }

    /** What {@code labelSelector} and {@code fieldSelector} leave. */
    <T extends HasMetadata> Predicate<T> selection(Kind<T> kind) {
        Predicate<Map<String, String>> labels =
                LabelSelector.parse(text("labelSelector").orElse(""));
        Predicate<T> fields = FieldSelector.parse(text("fieldSelector").orElse(""), kind);
        return object -> labels.test(object.getMetadata().getLabels()) && fields.test(object);
    }
}
