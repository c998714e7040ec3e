package io.etlbed.cluster.wire;

import java.util.List;

/**
 * Objects are on their way from where they were to where they belong now.
 *
 * @param id of the rebalance job that moves them
 * @param former sets of ids of targets on which objects belonged since all were last in their places, the oldest first: what
 *     is not where it belongs is where it belonged by one of them
 * @param since the map by which they changed last
 * @param held whether the job is not to begin before somebody asks for it
 */
public record Migration(String id, List<List<String>> former, Stamp since, boolean held) {

    public Migration {
        former = former.stream().map(List::copyOf).toList();
    }

    /** The same, held. */
    public Migration paused() {
        return new Migration(id, former, since, true);
    }
}
