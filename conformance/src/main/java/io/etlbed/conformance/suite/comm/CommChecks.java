package io.etlbed.conformance.suite.comm;

import io.etlbed.conformance.check.Check;
import java.util.List;

/** The checks of the group COMM. */
public final class CommChecks {

    private static final int LARGE = 64 << 20;
    private static final int SMALL = 20_000;

    private CommChecks() {}

    public static List<Check> all() {
        return List.of(
                new PostsTheObject(),
                new FallsBackToPut(501, LARGE),
                new FallsBackToPut(405, SMALL),
                new FallsBackToPut(404, SMALL),
                new SendsInParallel(),
                new KeepsNames(),
                new DecodesNamesOnce());
    }
}
