package io.etlbed.cluster.proxy;

import io.etlbed.cluster.control.BucketQuery;
import io.etlbed.cluster.control.BucketRegistry;
import io.etlbed.cluster.control.Methods;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.control.Placements;
import io.etlbed.cluster.data.Plan;
import io.etlbed.cluster.data.RequestHead;
import io.etlbed.cluster.wire.ObjectName;
import io.etlbed.cluster.wire.PercentCoding;
import io.etlbed.cluster.wire.Query;

/** {@code /v1/objects} on a proxy: sends the client to the target that owns the object. */
final class Redirects {

    static final String PREFIX = "/v1/objects/";

    private static final int MOVED = 301;
    private static final int TEMPORARY = 307;

    private final NodeState node;
    private final BucketRegistry buckets;
    private final Placements placements;

    Redirects(NodeState node, BucketRegistry buckets) {
        this.node = node;
        this.buckets = buckets;
        this.placements = new Placements(node);
    }

    Plan plan(RequestHead request) {
        int status;
        switch (request.method()) {
            case "GET", "HEAD" -> status = MOVED;
            case "PUT", "DELETE", "PATCH", "POST" -> status = TEMPORARY;
            default -> {
                return new Plan.Answer(Methods.notAllowed(request.method(), "DELETE, GET, HEAD, PATCH, POST, PUT"));
            }
        }
        ObjectName name = ObjectName.parse(request.rawPath().substring(PREFIX.length()));
        String query = request.rawQuery();
        BucketQuery.checkLocal(name.bucket(), Query.get(query, Query.PROVIDER), Query.get(query, Query.NAMESPACE));
        buckets.require(name.bucket());
        return new Plan.Redirect(
                status, location(request, placements.current().owner(name).url()));
    }

    private String location(RequestHead request, String target) {
        String path = PercentCoding.legalPath(request.rawPath());
        String query = PercentCoding.legalQuery(request.rawQuery());
        String separator = query.isEmpty() ? "?" : "?" + query + "&";
        return target + path + separator + "pid=" + node.id() + "&utm=" + System.currentTimeMillis() + "000000";
    }
}
