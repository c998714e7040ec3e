package io.etlbed.conformance.suite;

import io.etlbed.conformance.check.Check;
import java.util.List;

/** Every check of the suite. */
public final class Checks {

    private Checks() {}

    /** All of them, in the order of the catalogue's groups. */
    public static List<Check> all() {
        return List.of();
    }
}
