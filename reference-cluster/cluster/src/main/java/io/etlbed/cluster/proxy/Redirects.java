package io.etlbed.cluster.proxy;

import io.etlbed.cluster.control.BucketQuery;
import io.etlbed.cluster.control.BucketRegistry;
import io.etlbed.cluster.control.Methods;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.control.OutOfScope;
import io.etlbed.cluster.control.Placements;
import io.etlbed.cluster.data.ObjectRedirect;
import io.etlbed.cluster.data.Plan;
import io.etlbed.cluster.data.RequestHead;
import io.etlbed.cluster.wire.ObjectName;
import io.etlbed.cluster.wire.Query;
import io.etlbed.cluster.wire.Snode;
import io.etlbed.cluster.wire.UnavailableException;

/**
 * {@code /v1/objects} on a proxy, and {@code /ais/BUCKET/OBJECT}, which is short for it: sends the client to the target that
 * owns the object, or passes on what that one says.
 */
final class Redirects {

    private static final String PREFIX = "/v1/objects/";
    private static final String SHORT = "/ais/";

    private final NodeState node;
    private final BucketRegistry buckets;
    private final Placements placements;
    private final boolean serves;

    /** @param serves whether what targets say is passed on */
    Redirects(NodeState node, BucketRegistry buckets, boolean serves) {
        this.node = node;
        this.buckets = buckets;
        this.serves = serves;
        this.placements = new Placements(node, buckets);
    }

    /** Whether a raw path is one for it. */
    static boolean isAsked(String rawPath) {
        // Without an object in it, the short form is a bucket's.
        return rawPath.startsWith(PREFIX)
                || (rawPath.startsWith(SHORT) && rawPath.indexOf('/', SHORT.length()) >= 0 && !rawPath.endsWith("/"));
    }

    Plan plan(RequestHead request) {
        switch (request.method()) {
            case "GET", "HEAD", "PUT", "DELETE", "PATCH", "POST" -> {}
            default -> {
                return new Plan.Answer(Methods.notAllowed(request.method(), "DELETE, GET, HEAD, PATCH, POST, PUT"));
            }
        }
        String path = request.rawPath();
        String below = path.substring(path.startsWith(SHORT) ? SHORT.length() : PREFIX.length());
        if (request.method().equals("POST") && below.indexOf('/') < 0) {
            throw OutOfScope.action("promote").orElseThrow();
        }
        ObjectName name = ObjectName.parse(below);
        String query = request.rawQuery();
        if (!Query.get(query, Query.OBJECT_TO).isEmpty()) {
            throw Methods.notSupported(
                    "copying or transforming one object by " + request.method(), "use a job of selected objects");
        }
        BucketQuery.checkLocal(name.bucket(), Query.get(query, Query.PROVIDER), Query.get(query, Query.NAMESPACE));
        buckets.require(name.bucket());
        Placements.Placed placed = placements.current();
        Snode owner = placed.owner(name);
        if (node.lost().contains(owner.daemon_id())) {
            throw lost(name, owner);
        }
        return serves
                ? ObjectRedirect.relayed(owner, placed.map(), request, PREFIX + below, node.id())
                : ObjectRedirect.to(owner, placed.map(), request, PREFIX + below, node.id());
    }

    /** Whether the object is there nobody knows but the target (LIFE-15). */
    private UnavailableException lost(ObjectName name, Snode owner) {
        return new UnavailableException(
                node.printed() + ": ais://" + name.bucket() + "/" + name.object() + " belongs on target "
                        + owner.daemon_id() + ", which does not answer",
                1);
    }
}
