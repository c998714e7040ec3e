package io.etlbed.cluster.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which objects of a bucket a job does: those that satisfy all that is given.
 *
 * @param prefix their names begin so; empty for any
 * @param names the objects themselves; null for any
 * @param template as {@link Template} reads it; null for any
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Selection(
        @JsonProperty("prefix") String prefix,
        @JsonProperty("names") @Nullable List<String> names,
        @JsonProperty("template") @Nullable String template) {

    Selection {
        names = names == null ? null : List.copyOf(names);
    }

    /** Those whose names begin so. */
    static Selection of(String prefix) {
        return new Selection(prefix, null, null);
    }
}
