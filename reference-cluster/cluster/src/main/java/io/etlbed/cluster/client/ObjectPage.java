package io.etlbed.cluster.client;

import java.util.List;

/**
 * A page of a bucket's list, in the order of names.
 *
 * @param listing the id of the list; every page has the same one
 * @param entries may be empty, also where another page follows
 * @param next the token that asks for the next page; empty on the last one
 */
public record ObjectPage(String listing, List<ObjectEntry> entries, String next) {

    public ObjectPage {
        entries = List.copyOf(entries);
    }

    /** Whether there is no page after this one. */
    public boolean last() {
        return next.isEmpty();
    }
}
