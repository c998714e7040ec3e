package io.etlbed.playbooks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Python for the steps, called {@code python}: of the same packages as pods have that ask for the same.
 *
 * @param version such as {@code 3.8.5}; a higher minor version takes the place of a missing one
 * @param requirements files with what is to be installed for it, in pip's format, each apart from the others
 */
record PythonNeeds(
        @JsonProperty(required = true) String version,
        @Nullable List<String> requirements) {

    PythonNeeds {
        requirements = requirements == null ? List.of() : List.copyOf(requirements);
    }
}
