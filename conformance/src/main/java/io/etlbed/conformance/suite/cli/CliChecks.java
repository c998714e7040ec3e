package io.etlbed.conformance.suite.cli;

import io.etlbed.conformance.check.Check;
import java.util.List;

/** The checks of the group CLI. */
public final class CliChecks {

    private CliChecks() {}

    public static List<Check> all() {
        return List.of(
                new ListsEtlsSilently(),
                new StartsSpecs(),
                new StartsCode(),
                new AsksNoTerminalForCode(),
                new MovesObjects(),
                new TransformsObjects());
    }
}
