package io.etlbed.cluster.member;

import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.wire.AisException;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps a primary of the past from having its way with a target: its calls carry the term that it acts in, and a target that
 * knows of a later one refuses them.
 */
public final class Fence {

    private static final String TERM = "etlbed-cluster-term";
    private static final int REFUSED = 412;

    private final ClusterSecret secret;
    private final NodeMeta meta;

    public Fence(ClusterSecret secret, NodeMeta meta) {
        this.secret = secret;
        this.meta = meta;
    }

    /** The headers of a call by the primary. */
    public Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>(secret.header());
        headers.put(TERM, Long.toString(meta.map().current().term()));
        return headers;
    }

    /** @throws AisException 412 where a primary calls that is none any more */
    public void check(ControlRequest request) {
        String given = request.header(TERM).orElse("");
        if (given.isEmpty() || !secret.proves(request)) {
            return;
        }
        long term = meta.map().current().term();
        if (Long.parseLong(given) < term) {
            throw new AisException(REFUSED, "the call is of a primary of term " + given + ", and this is term " + term);
        }
    }
}
