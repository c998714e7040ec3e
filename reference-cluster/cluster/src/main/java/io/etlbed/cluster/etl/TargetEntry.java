package io.etlbed.cluster.etl;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.OptionalInt;

/**
 * By which the container of one ETL reaches its target (COMM-05).
 *
 * @param base of the target, as the container names it
 * @param etlId whose containers may use it
 * @param secret that they alone know
 * @param hostPort a port of the host's loopback that the pod must be given a way to; empty where it needs none
 */
record TargetEntry(URI base, String etlId, String secret, OptionalInt hostPort) {

    /** {@code AIS_TARGET_URL}: an object's name is put after it. */
    String url() {
        return base + "/v1/etl/_object/" + etlId + "/" + secret;
    }

    boolean admits(String presented) {
        return MessageDigest.isEqual(
                secret.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return base + " for " + etlId;
    }
}
