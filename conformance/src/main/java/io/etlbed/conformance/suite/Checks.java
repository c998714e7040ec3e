package io.etlbed.conformance.suite;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.fuzz.FuzzChecks;
import io.etlbed.conformance.suite.api.ApiChecks;
import io.etlbed.conformance.suite.cli.CliChecks;
import io.etlbed.conformance.suite.code.CodeChecks;
import io.etlbed.conformance.suite.comm.CommChecks;
import io.etlbed.conformance.suite.life.LifeChecks;
import io.etlbed.conformance.suite.name.NameChecks;
import io.etlbed.conformance.suite.play.PlayChecks;
import io.etlbed.conformance.suite.spec.SpecChecks;
import io.etlbed.conformance.suite.xform.XformChecks;
import java.util.List;
import java.util.stream.Stream;

/** Every check of the suite. */
public final class Checks {

    private Checks() {}

    /** All of them, in the order of the catalogue's groups. */
    public static List<Check> all() {
        return Stream.of(
                        SpecChecks.all(),
                        NameChecks.all(),
                        CodeChecks.all(),
                        FuzzChecks.all(),
                        LifeChecks.all(),
                        CommChecks.all(),
                        ApiChecks.all(),
                        XformChecks.all(),
                        CliChecks.all(),
                        PlayChecks.all())
                .flatMap(List::stream)
                .toList();
    }
}
