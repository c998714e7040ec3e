package io.etlbed.conformance.fuzz;

import io.etlbed.conformance.check.Check;
import java.util.List;

/** Checks that make up what they send; the run's seed decides what. */
public final class FuzzChecks {

    private FuzzChecks() {}

    public static List<Check> all() {
        return List.of(new GeneratedSpecs(), new GeneratedNames());
    }
}
