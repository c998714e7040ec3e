package io.etlbed.cluster.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An object in a list. All but the name is missing where it was not asked for.
 *
 * @param size in bytes, as text
 * @param flags bit 6: present
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListEntry(
        String name,
        @Nullable String size,
        @Nullable String checksum,
        @Nullable String atime,
        @Nullable String version,
        @Nullable String target_url,
        @Nullable Integer copies,
        int flags) {

    /** The object is here. */
    public static final int PRESENT = 64;
}
