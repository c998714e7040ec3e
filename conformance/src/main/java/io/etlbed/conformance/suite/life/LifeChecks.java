package io.etlbed.conformance.suite.life;

import io.etlbed.conformance.check.Check;
import java.util.List;

/** The checks of the group LIFE. */
public final class LifeChecks {

    private LifeChecks() {}

    public static List<Check> all() {
        return List.of(
                new ListsWhatRuns(),
                new StartsOnePodPerTarget(),
                new RunsBesideTheTarget(),
                new FindsItsNode(),
                new KeepsObjects(),
                new OutlivesTargetChanges(),
                new ViewsTheSpec(),
                new StopsBy("POST"),
                new StopsBy("DELETE"),
                new DeletesARunningOne(),
                new StartsAgain(),
                new ShowsLogs(),
                new TellsHealth(),
                new FailsAsAWhole(),
                new EndsHopelessWaits(),
                new ServesOnceInitReturned(),
                new DoesNotKnowStrangers());
    }
}
