package io.etlbed.playbooks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values that commands and expectations refer to by {@code $NAME} or <code>${NAME}</code>. */
record Variables(Map<String, String> values) {

    private static final Pattern REFERENCE = Pattern.compile("\\$(?:\\{([A-Za-z_]\\w*)}|([A-Za-z_]\\w*))");

    Variables {
        values = Map.copyOf(values);
    }

    Variables with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.putAll(more);
        return new Variables(all);
    }

    /** Names that have no value stay as they are: a shell may know them. */
    String expand(String text) {
        return REFERENCE.matcher(text).replaceAll(found -> {
            String name = found.group(1) == null ? found.group(2) : found.group(1);
            return Matcher.quoteReplacement(values.getOrDefault(name, found.group()));
        });
    }
}
