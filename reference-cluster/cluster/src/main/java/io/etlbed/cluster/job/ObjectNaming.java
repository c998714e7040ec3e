package io.etlbed.cluster.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the objects that a job makes are called (XFORM-05).
 *
 * @param extensions the old one and the new one, without dots; others stay
 * @param extension in place of any other; null to leave them
 * @param prepend before the whole name
 * @param append after it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ObjectNaming(
        @JsonProperty("extensions") Map<String, String> extensions,
        @JsonProperty("extension") @Nullable String extension,
        @JsonProperty("prepend") String prepend,
        @JsonProperty("append") String append) {

    ObjectNaming {
        extensions = Map.copyOf(extensions);
    }

    /** What becomes of a name. A name that has no extension keeps having none. */
    String of(String name) {
        int dot = name.lastIndexOf('.');
        if (dot > name.lastIndexOf('/')) {
            String before = name.substring(dot + 1);
            String after = extension != null ? extension : extensions.getOrDefault(before, before);
            return prepend + name.substring(0, dot + 1) + after + append;
        }
        return prepend + name + append;
    }
}
