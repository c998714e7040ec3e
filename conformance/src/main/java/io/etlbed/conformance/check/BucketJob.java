package io.etlbed.conformance.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Paths;
import io.etlbed.conformance.http.Request;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A job over a bucket, as clients start it, wait for it and look at it. */
public final class BucketJob {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Cluster cluster;
    private final Exchange started;
    private final String id;

    private BucketJob(Cluster cluster, Exchange started, String id) {
        this.cluster = cluster;
        this.started = started;
        this.id = id;
    }

    /** The call as the documents show it, the destination being the message's name; or as the profile has it. */
    public static Exchange call(Cluster cluster, String from, String to, String action, String value)
            throws InterruptedException {
        String message = "{\"action\":\"" + action + "\",\"name\":\"" + to + "\",\"value\":" + value + "}";
        String path = cluster.settings().bucketInQuery() && !to.isEmpty()
                ? Paths.with(Paths.bucket(from), Map.of("bck_to", "ais/@#/" + to + "/"))
                : Paths.bucket(from);
        return cluster.http().send(Request.of("POST", path).body(message));
    }

    /**
     * Starts a job that is to be taken.
     *
     * @throws CheckFailed if it is not answered with its id
     */
    public static BucketJob start(Cluster cluster, String from, String to, String action, String value)
            throws InterruptedException {
        Exchange started = Expect.status(call(cluster, from, to, action, value), 200, "the job's id");
        String id = started.text().strip().replace("\"", "");
        Expect.that(!id.isEmpty() && !id.contains("{"), started, "the job's id, as text");
        return new BucketJob(cluster, started, id);
    }

    /**
     * Starts a job of selected objects that is to be taken.
     *
     * @param value the members of {@code value} but for the destination
     * @throws CheckFailed if it is not answered with its id
     */
    public static BucketJob startSelected(Cluster cluster, String from, String to, String action, String value)
            throws InterruptedException {
        String bucket = "{\"name\":\"" + to + "\",\"provider\":\"ais\"}";
        return start(cluster, from, "", action, "{" + value + ",\"tobck\":" + bucket + "}");
    }

    public String id() {
        return id;
    }

    /** What is told of the job now. */
    public Exchange status() throws InterruptedException {
        return cluster.http().send(Request.of("GET", "/v1/cluster?what=status").body("{\"id\":\"" + id + "\"}"));
    }

    /** Waits until it is over; what is told of it then, whether it went well or not. */
    public Exchange awaitEnd() throws InterruptedException {
        return Wait.upTo(
                        PATIENCE,
                        () -> Optional.of(status()).filter(status -> status.status() != 200 || endTime(status) > 0))
                .orElseThrow(() -> CheckFailed.at(started, "a job that ends within " + PATIENCE.toSeconds() + " s"));
    }

    /**
     * Waits until it is over.
     *
     * @throws CheckFailed if it did not go well
     */
    public BucketJob done() throws InterruptedException {
        Exchange status = Expect.status(awaitEnd(), 200, "the status of a job that went well");
        JsonNode tree = Expect.json(status, JsonNode::isObject, "the job's status as JSON");
        Expect.that(
                tree.path("err").asText().isEmpty() && !tree.path("aborted").asBoolean(),
                status,
                "a job that went well, without 'err' and not aborted");
        return this;
    }

    /**
     * Waits until no target does anything of it: jobs of selected objects may be idle in place of over, and have no status then.
     *
     * @throws CheckFailed if that does not come
     */
    public BucketJob idle() throws InterruptedException {
        return Wait.upTo(PATIENCE, () -> Optional.of(statistics()).filter(BucketJob::isIdle))
                .map(seen -> this)
                .orElseThrow(() ->
                        CheckFailed.at(started, "a job that is over or idle within " + PATIENCE.toSeconds() + " s"));
    }

    private static boolean isIdle(JsonNode statistics) {
        for (JsonNode target : statistics) {
            for (JsonNode report : target) {
                boolean runs = report.path("end-time").asText().startsWith("0001");
                boolean idle = report.path("is_idle").asBoolean()
                        || report.at("/ext/is_idle").asBoolean();
                if (runs && !idle) {
                    return false;
                }
            }
        }
        return true;
    }

    private static long endTime(Exchange status) {
        return Expect.json(status, JsonNode::isObject, "the job's status as JSON")
                .path("end_time")
                .asLong();
    }

    /** What each target has done, by its id. */
    public JsonNode statistics() throws InterruptedException {
        Exchange answer = cluster.http()
                .send(Request.of("GET", "/v1/cluster?what=qryxstats").body("{\"id\":\"" + id + "\"}"));
        Expect.status(answer, 200, "the job's statistics");
        return Expect.json(answer, JsonNode::isObject, "the job's statistics by target");
    }

    /** A counter, over all targets. */
    public long counted(String counter) throws InterruptedException {
        return statistics().findValues(counter).stream()
                .mapToLong(each -> Long.parseLong(each.asText("0")))
                .sum();
    }

    /** Ends it before it is done. */
    public Exchange abort() throws InterruptedException {
        return cluster.http()
                .send(Request.of("PUT", "/v1/cluster").body("{\"action\":\"stop\",\"value\":{\"id\":\"" + id + "\"}}"));
    }
}
