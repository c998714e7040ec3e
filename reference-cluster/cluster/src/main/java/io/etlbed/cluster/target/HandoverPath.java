package io.etlbed.cluster.target;

import io.etlbed.cluster.data.RequestHead;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.ObjectName;
import io.etlbed.cluster.wire.PercentCoding;
import io.etlbed.cluster.wire.Query;
import io.etlbed.cluster.wire.Stamp;

/**
 * {@code /v1/handover/BID/BUCKET/OBJECT?etlbed-map=…}: an object on its way from one target to another.
 *
 * @param map by which it is on its way
 */
record HandoverPath(String bid, ObjectName name, Stamp map) {

    static final String PREFIX = "/v1/handover/";

    static HandoverPath of(String bid, ObjectName name, Stamp map) {
        return new HandoverPath(bid, name, map);
    }

    /** @throws AisException 400 where it is none */
    static HandoverPath parse(RequestHead request) {
        String rest = request.rawPath().substring(PREFIX.length());
        int end = rest.indexOf('/');
        if (end < 1) {
            throw new AisException(400, "path is too short: expected " + PREFIX + "BID/BUCKET/OBJECT");
        }
        return new HandoverPath(
                PercentCoding.decode(rest.substring(0, end)),
                ObjectName.parse(rest.substring(end + 1)),
                Stamp.parse(Query.get(request.rawQuery(), Query.MAP)));
    }

    ObjectKey key() {
        return new ObjectKey(bid, name.object());
    }

    /** Escaped, with its query. */
    String raw() {
        return PREFIX + PercentCoding.encode(bid) + "/" + PercentCoding.encode(name.bucket()) + "/"
                + PercentCoding.encodeSegment(name.object()) + "?" + Query.MAP + "=" + map.text();
    }
}
