package io.etlbed.cluster.proxy;

import io.etlbed.cluster.control.BucketQuery;
import io.etlbed.cluster.control.BucketRegistry;
import io.etlbed.cluster.control.Methods;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.control.Placements;
import io.etlbed.cluster.data.ObjectRedirect;
import io.etlbed.cluster.data.Plan;
import io.etlbed.cluster.data.RequestHead;
import io.etlbed.cluster.wire.ObjectName;
import io.etlbed.cluster.wire.Query;
import io.etlbed.cluster.wire.Snode;
import io.etlbed.cluster.wire.UnavailableException;

/** {@code /v1/objects} on a proxy: sends the client to the target that owns the object. */
final class Redirects {

    static final String PREFIX = "/v1/objects/";

    private final NodeState node;
    private final BucketRegistry buckets;
    private final Placements placements;

    Redirects(NodeState node, BucketRegistry buckets) {
        this.node = node;
        this.buckets = buckets;
        this.placements = new Placements(node, buckets);
    }

    Plan plan(RequestHead request) {
        switch (request.method()) {
            case "GET", "HEAD", "PUT", "DELETE", "PATCH", "POST" -> {}
            default -> {
                return new Plan.Answer(Methods.notAllowed(request.method(), "DELETE, GET, HEAD, PATCH, POST, PUT"));
            }
        }
        ObjectName name = ObjectName.parse(request.rawPath().substring(PREFIX.length()));
        String query = request.rawQuery();
        BucketQuery.checkLocal(name.bucket(), Query.get(query, Query.PROVIDER), Query.get(query, Query.NAMESPACE));
        buckets.require(name.bucket());
        Placements.Placed placed = placements.current();
        Snode owner = placed.owner(name);
        if (node.lost().contains(owner.daemon_id())) {
            throw lost(name, owner);
        }
        return ObjectRedirect.to(owner, placed.map(), request, node.id());
    }

    /** Whether the object is there nobody knows but the target (LIFE-15). */
    private UnavailableException lost(ObjectName name, Snode owner) {
        return new UnavailableException(
                node.printed() + ": ais://" + name.bucket() + "/" + name.object() + " belongs on target "
                        + owner.daemon_id() + ", which does not answer",
                1);
    }
}
