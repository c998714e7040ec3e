package io.etlbed.cluster.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list of objects.
 *
 * @param uuid of the listing; at least 9 characters, the first one a letter
 * @param entries in the order of their names' bytes; null where there are none, as AIStore has it
 * @param continuation_token where the next page begins; empty after the last one
 */
public record ListPage(String uuid, @Nullable List<ListEntry> entries, String continuation_token, int flags) {

    /** The entries, or an empty list. */
    public List<ListEntry> all() {
        return entries == null ? List.of() : entries;
    }
}
