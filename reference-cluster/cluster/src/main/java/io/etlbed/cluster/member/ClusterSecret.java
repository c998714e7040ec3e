package io.etlbed.cluster.member;

import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.data.RequestHead;
import io.etlbed.cluster.wire.AisException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

/** What only the nodes of a cluster know, and prove themselves to each other by. */
public final class ClusterSecret {

    private static final String HEADER = "etlbed-cluster-secret";

    private final String value;

    public ClusterSecret(String value) {
        this.value = value;
    }

    /** The header of a call from node to node. */
    public Map<String, String> header() {
        return Map.of(HEADER, value);
    }

    /** Whether a call comes from a node of the cluster. */
    public boolean proves(ControlRequest request) {
        return proves(request.header(HEADER));
    }

    /** Whether a call on the data plane does. */
    public boolean proves(RequestHead request) {
        return proves(request.header(HEADER));
    }

    private boolean proves(Optional<String> header) {
        byte[] given = header.orElse("").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(given, value.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws AisException 403 where it does not */
    void check(ControlRequest request) {
        if (!proves(request)) {
            throw new AisException(403, request.pathText() + " is for the nodes of the cluster alone");
        }
    }
}
