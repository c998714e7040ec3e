package io.etlbed.junit.assertj;

import io.etlbed.junit.Bucket;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.assertj.core.api.AbstractAssert;

/** Assertions on the objects of a bucket. */
public final class BucketAssert extends AbstractAssert<BucketAssert, Bucket> {

    private static final int SHOWN = 20;

    BucketAssert(Bucket actual) {
        super(actual, BucketAssert.class);
        if (actual != null) {
            describedAs("%s", actual);
        }
    }

    /** There are so many objects. */
    public BucketAssert hasSize(int expected) {
        isNotNull();
        List<String> names = actual.names();
        if (names.size() != expected) {
            throw failure("Expecting %d objects, but there are %d: %s", expected, names.size(), shown(names));
        }
        return this;
    }

    /** There are objects of these names and no others, in whatever order they are named. */
    public BucketAssert hasExactly(String... expected) {
        isNotNull();
        List<String> names = actual.names();
        List<String> missing = new ArrayList<>(new TreeSet<>(List.of(expected)));
        missing.removeAll(names);
        List<String> more = new ArrayList<>(names);
        more.removeAll(List.of(expected));
        if (!missing.isEmpty() || !more.isEmpty()) {
            throw failure(
                    "Expecting exactly the objects%n  %s%nbut missing are%n  %s%nand there are besides%n  %s",
                    shown(List.of(expected)), shown(missing), shown(more));
        }
        return this;
    }

    private static String shown(List<String> names) {
        if (names.isEmpty()) {
            return "none";
        }
        return String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
                + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "");
    }
}
