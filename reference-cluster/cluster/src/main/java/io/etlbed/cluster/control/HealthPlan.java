package io.etlbed.cluster.control;

import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Query;
import io.etlbed.cluster.wire.UnavailableException;

/** {@code /v1/health}: answered at once, also when all workers are taken. */
public final class HealthPlan {

    private HealthPlan() {}

    /** Whether a request with this path, as it was sent, is one for it. */
    public static boolean isAsked(String rawPath) {
        return rawPath.equals("/v1/health") || rawPath.equals("/v1/health/");
    }

    /**
     * @throws AisException 503 while the node starts, where it has heard of no primary for so long that it may not know of changes, or as the
     *     primary cannot reach half of the cluster; 400 where the primary is asked for and this is not it
     */
    public static ControlResponse answer(NodeState node, String method, String rawQuery) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Methods.notAllowed(method, "GET, HEAD");
        }
        if (isTrue(rawQuery, "readiness")) {
            return ControlResponse.ok();
        }
        node.map();
        if ((isTrue(rawQuery, "prr") || isTrue(rawQuery, "apr")) && !node.primary()) {
            throw new AisException(400, node.printed() + " is not the primary proxy");
        }
        if (isTrue(rawQuery, "prr") && !node.leads()) {
            throw new UnavailableException(node.printed() + " cannot reach half of the cluster", 1);
        }
        if (node.cutOff()) {
            throw new UnavailableException(
                    node.printed() + " has not heard of a primary lately, and may have an old cluster map", 1);
        }
        return ControlResponse.ok();
    }

    private static boolean isTrue(String rawQuery, String name) {
        String value = Query.get(rawQuery, name);
        return value.equals("true") || value.equals("1") || value.equals("y") || value.equals("yes");
    }
}
