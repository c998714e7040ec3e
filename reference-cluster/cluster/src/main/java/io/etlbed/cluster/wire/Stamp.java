package io.etlbed.cluster.wire;

import java.util.Comparator;

/**
 * How new metadata is. What a later primary has made is newer than all that earlier ones made, however much they made: so
 * what a primary changed after it had lost its place is never taken for new.
 *
 * @param term counts the elections; 0 before the first
 * @param version counts the changes; it goes on over terms
 */
public record Stamp(long term, long version) implements Comparable<Stamp> {

    /** Before everything. */
    public static final Stamp NONE = new Stamp(0, 0);

    private static final Comparator<Stamp> ORDER =
            Comparator.comparingLong(Stamp::term).thenComparingLong(Stamp::version);

    @Override
    public int compareTo(Stamp other) {
        return ORDER.compare(this, other);
    }

    /** Whether this is newer. */
    public boolean after(Stamp other) {
        return compareTo(other) > 0;
    }

    /** Of the next change, which is made in the given term. */
    public Stamp next(long inTerm) {
        return new Stamp(inTerm, version + 1);
    }
}
