package io.etlbed.simulator.embedded.kinds;

import io.etlbed.simulator.embedded.store.FieldError;
import java.util.regex.Pattern;

/** The keys of config maps and secrets: they become names of files. */
final class DataKeys {

    private static final int LONGEST = 253;
    private static final Pattern FORM = Pattern.compile("[-._a-zA-Z0-9]+");

    /** Of all values together. */
    private static final long MOST_BYTES = 1024 * 1024;

    private DataKeys() {}

    static void checkSize(String field, long bytes, Findings findings) {
        if (bytes > MOST_BYTES) {
            findings.add(new FieldError(
                    field, "FieldValueTooLong", "Too long: may not be more than " + MOST_BYTES + " bytes"));
        }
    }

    static void check(String field, String key, Findings findings) {
        String at = field + "[" + key + "]";
        if (key.length() > LONGEST) {
            findings.invalid(at, key, "must be no more than 253 characters");
        } else if (!FORM.matcher(key).matches()) {
            findings.invalid(
                    at,
                    key,
                    "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or "
                            + "'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')");
        } else if (key.equals(".") || key.startsWith("..")) {
            findings.invalid(at, key, "must not be '.' or start with '..'");
        }
    }
}
