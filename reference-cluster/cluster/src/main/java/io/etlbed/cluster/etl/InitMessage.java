package io.etlbed.cluster.etl;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.cluster.etl.spec.EtlSpec;
import io.etlbed.cluster.etl.spec.GoDuration;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * An init message that was found valid.
 *
 * @param id the ETL_ID
 * @param yaml the spec as it was given, byte for byte (LIFE-05)
 * @param waitTimeout how long pods may take to become ready; empty for as long as it takes (SPEC-03)
 * @param objectTimeout of later clients, kept for the view alone
 */
record InitMessage(
        String id, String yaml, EtlSpec spec, Optional<Duration> waitTimeout, Optional<String> objectTimeout) {

    private static final String NONE = "0s";

    /** The message as every release of the clients reads it: old and new names of each member. */
    ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("id", id);
        json.put("name", id);
        json.put("communication", spec.communication().text());
        json.put("timeout", timeout());
        json.put("init_timeout", timeout());
        json.put("obj_timeout", objectTimeout.orElse(NONE));
        json.put("spec", Base64.getEncoder().encodeToString(yaml.getBytes(StandardCharsets.UTF_8)));
        return json;
    }

    private String timeout() {
        return waitTimeout.map(GoDuration::format).orElse(NONE);
    }
}
