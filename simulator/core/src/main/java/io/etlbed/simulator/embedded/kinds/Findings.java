package io.etlbed.simulator.embedded.kinds;

import io.etlbed.simulator.embedded.store.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects everything that is wrong with an object. */
public final class Findings {

    private final List<FieldError> errors = new ArrayList<>();

    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    void add(FieldError error) {
        errors.add(error);
    }

    void invalid(String field, String value, String detail) {
        add(FieldError.invalid(field, '"' + value + '"', detail));
    }

    void invalid(String field, long value, String detail) {
        add(FieldError.invalid(field, Long.toString(value), detail));
    }

    void forbidden(String field, String detail) {
        add(FieldError.forbidden(field, detail));
    }

    /** @return whether there is something to look at further */
    boolean required(String field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            add(FieldError.required(field));
            return false;
        }
        return true;
    }

    void dnsLabel(String field, String value) {
        Names.dnsLabel(value).forEach(detail -> invalid(field, value, detail));
    }

    /** @param seen the values before it */
    void unique(String field, String value, Set<String> seen) {
        if (!seen.add(value)) {
            add(FieldError.duplicate(field, '"' + value + '"'));
        }
    }

    void oneOf(String field, @Nullable String value, List<String> supported) {
        if (value != null && !supported.contains(value)) {
            add(FieldError.unsupported(field, value, supported));
        }
    }

    void notNegative(String field, @Nullable Number value) {
        if (value != null && value.longValue() < 0) {
            invalid(field, value.longValue(), "must be greater than or equal to 0");
        }
    }

    void positive(String field, @Nullable Number value) {
        if (value != null && value.longValue() < 1) {
            invalid(field, value.longValue(), "must be greater than 0");
        }
    }

    /** A path that stays below the folder that it is relative to. */
    void localPath(String field, @Nullable String path) {
        if (path != null && path.startsWith("/")) {
            invalid(field, path, "must be a relative path");
        } else if (path != null && List.of(path.split("/", -1)).contains("..")) {
            invalid(field, path, "must not contain '..'");
        }
    }

    void port(String field, long port) {
        if (port < 1 || port > 65535) {
            invalid(field, port, "must be between 1 and 65535, inclusive");
        }
    }
}
