package io.etlbed.conformance.suite.comm;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Mechanism;
import java.util.ArrayList;
import java.util.List;

/** The checks of the group COMM. */
public final class CommChecks {

    private static final int LARGE = 64 << 20;
    private static final int SMALL = 20_000;

    private CommChecks() {}

    public static List<Check> all() {
        List<Check> all = new ArrayList<>(List.of(
                new PostsTheObject(),
                new FallsBackToPut(501, LARGE),
                new FallsBackToPut(405, SMALL),
                new FallsBackToPut(404, SMALL),
                new ReversesToTheContainer(),
                new RedirectsToTheContainer(),
                new RunsTheProgram(),
                new RefusesIoWithoutCommand(),
                new ReachesItsTarget(),
                new SendsInParallel(Mechanism.HPUSH),
                new SendsInParallel(Mechanism.HREV),
                new SendsInParallel(Mechanism.HPULL),
                new SendsInParallel(Mechanism.IO),
                new DecodesNamesOnce(),
                new PassesAnySize(Mechanism.HPUSH),
                new PassesAnySize(Mechanism.HREV),
                new PassesAnySize(Mechanism.HPULL),
                new AnswersForItsContainer(Mechanism.HPUSH),
                new AnswersForItsContainer(Mechanism.HREV)));
        all.addAll(KeepsNames.all());
        return all;
    }
}
