package io.etlbed.simulator.embedded.store;

import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusCauseBuilder;

/**
 * One thing that is wrong with an object.
 *
 * @param field its path, such as {@code spec.containers[0].image}
 * @param reason as Kubernetes names it in a cause, such as {@code FieldValueRequired}
 * @param message such as {@code Required value}
 */
public record FieldError(String field, String reason, String message) {

    public static FieldError required(String field) {
        return new FieldError(field, "FieldValueRequired", "Required value");
    }

    public static FieldError required(String field, String detail) {
        return new FieldError(field, "FieldValueRequired", "Required value: " + detail);
    }

    /** @param value as it is to be shown: strings in quotes */
    public static FieldError invalid(String field, String value, String detail) {
        return new FieldError(field, "FieldValueInvalid", "Invalid value: " + value + ": " + detail);
    }

    public static FieldError duplicate(String field, String value) {
        return new FieldError(field, "FieldValueDuplicate", "Duplicate value: " + value);
    }

    public static FieldError unsupported(String field, String value, Iterable<String> supported) {
        StringBuilder known = new StringBuilder();
        for (String each : supported) {
            known.append(known.isEmpty() ? "" : ", ").append('"').append(each).append('"');
        }
        return new FieldError(
                field, "FieldValueNotSupported", "Unsupported value: \"" + value + "\": supported values: " + known);
    }

    public static FieldError forbidden(String field, String detail) {
        return new FieldError(field, "FieldValueForbidden", "Forbidden: " + detail);
    }

    public static FieldError notFound(String field, String value) {
        return new FieldError(field, "FieldValueNotFound", "Not found: " + value);
    }

    StatusCause cause() {
        return new StatusCauseBuilder()
                .withReason(reason)
                .withMessage(message)
                .withField(field)
                .build();
    }

    @Override
    public String toString() {
        return field + ": " + message;
    }
}
