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

    /** As a query parameter: {@code TERM.VERSION}. */
    public String text() {
        return term + "." + version;
    }

    /** @throws AisException 400 where it is none */
    public static Stamp parse(String text) {
        String[] parts = text.split("\\.", -1);
        try {
            if (parts.length == 2) {
                return new Stamp(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            }
        } catch (NumberFormatException e) {
            throw new AisException(400, "not a version of the cluster map: \"" + text + "\"", e);
        }
        throw new AisException(400, "not a version of the cluster map: \"" + text + "\"");
    }

    /** Of the next change, which is made in the given term. */
    public Stamp next(long inTerm) {
        return new Stamp(inTerm, version + 1);
    }
}
