package io.etlbed.playbooks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A {@code playbook.yaml}, as it is written.
 *
 * @param title one line
 * @param about what it shows
 * @param variables values that steps refer to by {@code $NAME}
 * @param variants by their names, values in place of those of {@code variables}
 * @param python what the steps find as {@code python}; absent: what the host has by that name
 * @param data files that the user need not give
 * @param steps in their order
 */
record Playbook(
        @JsonProperty(required = true) String title,
        @Nullable String about,
        @Nullable Map<String, String> variables,
        @Nullable Map<String, Map<String, String>> variants,
        @Nullable PythonNeeds python,
        @Nullable DataPackage data,
        @JsonProperty(required = true) List<Step> steps) {

    /** Its place in a folder. */
    static final String FILE = "playbook.yaml";

    Playbook {
        about = about == null ? "" : about.strip();
        variables = variables == null ? Map.of() : Map.copyOf(variables);
        variants = variants == null ? Map.of() : new TreeMap<>(variants);
        steps = List.copyOf(steps);
    }
}
