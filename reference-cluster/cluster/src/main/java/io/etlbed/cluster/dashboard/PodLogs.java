package io.etlbed.cluster.dashboard;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.PercentCoding;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** The ends of pods' logs, for those who follow them. */
final class PodLogs {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LINES = 500;
    private static final int CHARACTERS = 200_000;

    /** Logs that are followed at a time and shared; of more, some are fetched for each who follows. */
    private static final int REMEMBERED = 64;

    private final Nodes nodes;
    private final Duration fresh;
    private final LongSupplier nanos;
    private final Executor thread;
    private final Map<String, Shared<Document>> followed = new LinkedHashMap<>();

    PodLogs(Nodes nodes, Duration fresh, LongSupplier nanos, Executor thread) {
        this.nodes = nodes;
        this.fresh = fresh;
        this.nanos = nanos;
        this.thread = thread;
    }

    /** As a target tells it, in Base64. */
    private record Log(@JsonProperty("logs") String text) {}

    /** @return fails with 404 where there is no such pod */
    CompletableFuture<Document> of(String etl, String target) {
        String path = "/v1/etl/" + PercentCoding.encode(etl) + "/logs?lines=" + LINES;
        Shared<Document> log;
        synchronized (followed) {
            log = followed.computeIfAbsent(
                    target + path,
                    key -> new Shared<>(
                            fresh,
                            nanos,
                            () -> nodes.ofTarget(target, path, PATIENCE).thenApplyAsync(PodLogs::end, thread)));
            if (followed.size() > REMEMBERED) {
                followed.remove(followed.keySet().iterator().next());
            }
        }
        return log.get();
    }

    private static Document end(byte[] answer) {
        Log[] logs = Json.read(answer, Log[].class);
        if (logs.length != 1) {
            throw new AisException(502, "expected one log, found " + logs.length);
        }
        String text = new String(Base64.getDecoder().decode(logs[0].text()), StandardCharsets.UTF_8);
        String end = text.length() <= CHARACTERS ? text : text.substring(text.length() - CHARACTERS);
        return Document.text(end.getBytes(StandardCharsets.UTF_8));
    }
}
