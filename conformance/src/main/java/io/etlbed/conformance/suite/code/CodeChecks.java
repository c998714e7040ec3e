package io.etlbed.conformance.suite.code;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Mechanism;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The checks of the group CODE, and those of other groups that need code. */
public final class CodeChecks {

    /** The documents' runtimes, and the minor versions of Python that they name. */
    static final Map<String, String> RUNTIMES = new TreeMap<>(
            Map.of("python2", "2.7", "python3", "3.8", "python3.6", "3.6", "python3.8", "3.8", "python3.10", "3.10"));

    private CodeChecks() {}

    public static List<Check> all() {
        List<Check> all = new ArrayList<>(List.of(
                new RunsAFunction(Mechanism.HPUSH),
                new RunsAFunction(Mechanism.HREV),
                new RunsAFunction(Mechanism.HPULL),
                new InstallsDependencies(),
                new FailsWithPipsWords(),
                new RefusesUnknownRuntimes(),
                new RefusesFlawedCode(),
                new RunsTheScript(),
                new RunsScriptsInParallel(),
                new TakesBase64AndText(),
                new TellsTheTraceback(),
                new GivesCodeBack(),
                new MakesUpAnId()));
        RUNTIMES.forEach((runtime, minor) -> all.add(new RunsByRuntime(runtime, minor)));
        return all;
    }
}
