package io.etlbed.conformance.suite.xform;

import io.etlbed.conformance.check.Check;
import java.util.List;

/** The checks of the group XFORM. */
public final class XformChecks {

    private XformChecks() {}

    public static List<Check> all() {
        return List.of(
                new StoresNothing(),
                new RunsWhereTheObjectIs(),
                new MakesABucket(),
                new CopiesABucket(),
                new RenamesObjects(),
                new SelectsObjects(),
                new NamesWhatFailed());
    }
}
