package io.etlbed.cluster.control;

import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Bmd;
import io.etlbed.cluster.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** {@code PUT /v1/metasync}: takes what the primary pushes, and only from it. */
public final class MetasyncHandler implements ControlHandler {

    /** Proves that the call comes from a node of the cluster. */
    public static final String SECRET_HEADER = "etlbed-cluster-secret";

    private final String secret;
    private final BucketRegistry buckets;

    /** @param secret that only the nodes of the cluster know */
    public MetasyncHandler(String secret, BucketRegistry buckets) {
        this.secret = secret;
        this.buckets = buckets;
    }

    @Override
    public ControlResponse handle(ControlRequest request) {
        byte[] given = request.header(SECRET_HEADER).orElse("").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(given, secret.getBytes(StandardCharsets.UTF_8))) {
            throw new AisException(403, request.pathText() + " is for the nodes of the cluster alone");
        }
        if (!request.method().equals("PUT")) {
            return Methods.notAllowed(request, "PUT");
        }
        buckets.accept(Json.read(request.body(), Bmd.class));
        return ControlResponse.ok();
    }
}
