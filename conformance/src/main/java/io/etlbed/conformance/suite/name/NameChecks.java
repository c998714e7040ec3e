package io.etlbed.conformance.suite.name;

import io.etlbed.conformance.check.Check;
import java.util.List;

/** The checks of the group NAME. */
public final class NameChecks {

    private NameChecks() {}

    public static List<Check> all() {
        return List.of(
                new RefusesBadNames(),
                new AcceptsNamesAtTheLimits(),
                new RefusesASecond(),
                new RunsAlikeNamesSideBySide());
    }
}
