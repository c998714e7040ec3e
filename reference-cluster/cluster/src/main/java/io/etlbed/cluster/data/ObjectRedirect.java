package io.etlbed.cluster.data;

import io.etlbed.cluster.wire.PercentCoding;
import io.etlbed.cluster.wire.Query;
import io.etlbed.cluster.wire.Snode;
import io.etlbed.cluster.wire.StampedMap;
import java.net.URI;

/** Sends a client on to the target on which an object belongs: 301 for GET and HEAD, else 307, as AIStore does. */
public final class ObjectRedirect {

    private static final int MOVED = 301;
    private static final int TEMPORARY = 307;

    private ObjectRedirect() {}

    /**
     * @param map by which it belongs there; while objects are on their way, the target must not know less
     * @param rawPath by which targets know the object
     * @param by id of this node
     */
    public static Plan to(Snode owner, StampedMap map, RequestHead request, String rawPath, String by) {
        boolean read = request.method().equals("GET") || request.method().equals("HEAD");
        return new Plan.Redirect(read ? MOVED : TEMPORARY, owner.url() + target(map, request, rawPath, by));
    }

    /** The same for a client that is not to notice: this node asks that target, and passes on what it says. */
    public static Plan relayed(Snode owner, StampedMap map, RequestHead request, String rawPath, String by) {
        return new Plan.Relay(URI.create(owner.url()), target(map, request, rawPath, by));
    }

    private static String target(StampedMap map, RequestHead request, String rawPath, String by) {
        String path = PercentCoding.legalPath(rawPath);
        String query = PercentCoding.legalQuery(request.rawQuery());
        String separator = query.isEmpty() ? "?" : "?" + query + "&";
        String version =
                map.moving().isPresent() ? "&" + Query.MAP + "=" + map.stamp().text() : "";
        return path + separator + "pid=" + by + "&utm=" + System.currentTimeMillis() + "000000" + version;
    }
}
