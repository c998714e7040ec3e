package io.etlbed.cluster.target;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Entries of an index without those that were removed. */
final class Present implements Iterator<IndexEntry> {

    private final Iterator<IndexEntry> all;
    private @Nullable IndexEntry next;

    Present(Iterator<IndexEntry> all) {
        this.all = all;
    }

    @Override
    public boolean hasNext() {
        while (next == null && all.hasNext()) {
            IndexEntry entry = all.next();
            next = entry.meta() == null ? null : entry;
        }
        return next != null;
    }

    @Override
    public IndexEntry next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        IndexEntry now = next;
        next = null;
        return now;
    }
}
