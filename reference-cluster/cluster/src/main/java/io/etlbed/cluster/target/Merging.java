package io.etlbed.cluster.target;

import io.etlbed.cluster.wire.Names;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** The entries of several parts of an index as one, in their order; of a name that several know, what the newest part knows. */
final class Merging implements Iterator<IndexEntry> {

    private static final Comparator<Head> ORDER = Comparator.comparing(
                    (Head head) -> head.entry().name(), Names.BYTEWISE)
            .thenComparingInt(Head::age);

    private final PriorityQueue<Head> heads = new PriorityQueue<>(ORDER);

    /** The next entry of a part. */
    private record Head(IndexEntry entry, int age, Iterator<IndexEntry> rest) {}

    /** @param parts each sorted by name, the newest first */
    Merging(List<Iterator<IndexEntry>> parts) {
        for (int age = 0; age < parts.size(); age++) {
            push(parts.get(age), age);
        }
    }

    private void push(Iterator<IndexEntry> part, int age) {
        if (part.hasNext()) {
            heads.add(new Head(part.next(), age, part));
        }
    }

    @Override
    public boolean hasNext() {
        return !heads.isEmpty();
    }

    @Override
    public IndexEntry next() {
        IndexEntry newest = pop();
        while (!heads.isEmpty() && heads.element().entry().name().equals(newest.name())) {
            pop();
        }
        return newest;
    }

    private IndexEntry pop() {
        Head head = heads.poll();
        if (head == null) {
            throw new NoSuchElementException();
        }
        push(head.rest(), head.age());
        return head.entry();
    }
}
