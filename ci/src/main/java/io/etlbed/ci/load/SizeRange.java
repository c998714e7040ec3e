package io.etlbed.ci.load;

import io.etlbed.conformance.profile.Size;
import java.util.Optional;

/**
 * Sizes of objects.
 *
 * @param least in bytes, at least {@link Content#HEAD}
 * @param most in bytes, not below {@code least}
 */
public record SizeRange(long least, long most) {

    /** What is taken, in words. */
    public static final String EXPECTED = "a size such as 64MiB, or two: 1KiB-1MiB";

    public SizeRange {
        if (least < Content.HEAD || most < least) {
            throw new IllegalArgumentException("sizes are " + EXPECTED + ", the smaller first");
        }
    }

    /** A size, or two with a hyphen between them; empty where the text is neither. */
    public static Optional<SizeRange> parse(String text) {
        int hyphen = text.indexOf('-');
        Optional<Long> least = Size.parse(hyphen < 0 ? text : text.substring(0, hyphen));
        Optional<Long> most = hyphen < 0 ? least : Size.parse(text.substring(hyphen + 1));
        return least.isPresent() && most.isPresent() && least.get() <= most.get()
                ? Optional.of(new SizeRange(least.get(), most.get()))
                : Optional.empty();
    }

    long mean() {
        return least + (most - least) / 2;
    }

    /** One of them. */
    long of(long hash) {
        return least + Math.floorMod(hash, most - least + 1);
    }

    @Override
    public String toString() {
        return least == most ? Size.of(least) : Size.of(least) + "-" + Size.of(most);
    }
}
