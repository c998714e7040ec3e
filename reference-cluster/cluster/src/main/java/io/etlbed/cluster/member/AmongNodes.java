package io.etlbed.cluster.member;

import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.data.Plan;
import java.util.List;
import java.util.Set;

/** The calls by which nodes hold together. A node answers them while it starts, too, as without them it would never be done. */
public final class AmongNodes {

    private static final Set<String> PATHS = Set.of(MetasyncHandler.PATH, VoteHandler.PATH);
    private static final List<String> AUTOREG = List.of("v1", "cluster", "autoreg");

    private AmongNodes() {}

    /** The plan of a call that is not for objects. */
    public static Plan plan(String rawPath) {
        return PATHS.contains(rawPath) ? Plan.Control.AMONG_NODES : Plan.Control.CALL;
    }

    /** Whether it is one of them. */
    public static boolean isOne(ControlRequest request) {
        return PATHS.contains(request.pathText()) || request.path().equals(AUTOREG);
    }
}
