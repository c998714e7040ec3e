package io.etlbed.cluster.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Calls about the targets of the cluster. Each returns the id of the rebalance job that moves objects to where they belong then;
 * empty where there is nothing to be moved.
 */
public final class TargetCalls {

    private final Transport transport;

    TargetCalls(Transport transport) {
        this.transport = transport;
    }

    /**
     * Empties a target, which keeps its place in the map.
     *
     * @param id of the target
     * @throws AisException 404 if there is none of that id, 400 if it is the last one, or jobs over buckets are running
     */
    public String startMaintenance(String id) throws IOException, InterruptedException {
        return change("start-maintenance", id, false);
    }

    /** Ends maintenance: the target gets its part of the objects again. Fails in the same way. */
    public String stopMaintenance(String id) throws IOException, InterruptedException {
        return change("stop-maintenance", id, false);
    }

    /** Removes a target as soon as its objects are elsewhere. Fails in the same way, and with 400 if it does not answer. */
    public String decommission(String id) throws IOException, InterruptedException {
        return change("decommission-node", id, false);
    }

    /** Removes a target that does not answer, and gives up what is on it. Fails as {@link #startMaintenance} does. */
    public String giveUp(String id) throws IOException, InterruptedException {
        return change("decommission-node", id, true);
    }

    private String change(String action, String id, boolean skipRebalance) throws IOException, InterruptedException {
        byte[] message = Json.object(json -> {
            json.writeStringField("action", action);
            json.writeObjectFieldStart("value");
            json.writeStringField("sid", id);
            json.writeBooleanField("skip_rebalance", skipRebalance);
            json.writeEndObject();
        });
        Call call = Call.of("PUT", UrlPath.of("/v1/cluster")).json(message);
        try (Answer answer = transport.send(call)) {
            return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * Whether a rebalance job is over.
     *
     * @throws AisException 400 with the reason where it has failed, 404 where it is not known
     */
    public boolean isOver(String job) throws IOException, InterruptedException {
        byte[] query = Json.object(json -> {
            json.writeStringField("id", job);
            json.writeStringField("kind", "rebalance");
        });
        Call call = Call.of("GET", UrlPath.of("/v1/cluster"), "what=status").json(query);
        try (Answer answer = transport.send(call)) {
            return Json.read(answer.body()).number("end_time") != 0;
        }
    }
}
