package io.etlbed.cluster.etl;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.cluster.etl.spec.GoDuration;
import io.etlbed.cluster.etl.workload.Workload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An init message that was found valid.
 *
 * @param id the ETL_ID
 * @param workload what is to run
 * @param waitTimeout how long pods may take to become ready; empty for as long as it takes (SPEC-03)
 * @param objectTimeout of later clients, kept for the view alone
 */
record InitMessage(String id, Workload workload, Optional<Duration> waitTimeout, Optional<String> objectTimeout) {

    private static final String NONE = "0s";

    /** The message as every release of the clients reads it: old and new names of each member. */
    ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("id", id);
        json.put("name", id);
        json.put("communication", workload.communication().text());
        json.put("timeout", timeout());
        json.put("init_timeout", timeout());
        json.put("obj_timeout", objectTimeout.orElse(NONE));
        workload.describe(new JsonMembers(json));
        return json;
    }

    private record JsonMembers(ObjectNode json) implements Workload.Members {

        @Override
        public void put(String name, @Nullable Object value) {
            json.set(name, Json.tree(value));
        }

        @Override
        public void putObject(String name, String value) {
            json.set(name, Json.object(value.getBytes(StandardCharsets.UTF_8), name));
        }
    }

    private String timeout() {
        return waitTimeout.map(GoDuration::format).orElse(NONE);
    }
}
