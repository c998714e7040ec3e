package io.etlbed.cluster.client;

import com.fasterxml.jackson.core.JsonGenerator;
import io.etlbed.cluster.wire.AisException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Calls about work on whole buckets, which goes on when the call has returned. */
public final class JobCalls {

    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 1000;

    /** How the end of what has not ended begins. */
    private static final String NO_TIME = "0001-";

    private final Transport transport;

    JobCalls(Transport transport) {
        this.transport = transport;
    }

    /**
     * Begins to transform a bucket.
     *
     * @return the id of the job
     * @throws AisException 404 if there is no such bucket or ETL, 400 if the cluster does not understand the order
     */
    public String start(BucketTransform order) throws IOException, InterruptedException {
        String to = "&bck_to=" + UrlPath.queryValue("ais/@#/" + order.to() + "/");
        Call call = Call.of("POST", UrlPath.of("/v1/buckets", order.from()), BucketCalls.PROVIDER + to);
        try (Answer answer = transport.send(call.json(message(order)).patient())) {
            return new String(answer.bytes(), StandardCharsets.UTF_8).strip();
        }
    }

    /**
     * Whether a job is over.
     *
     * @throws AisException with the reason if it has failed or was aborted; 404 if it is not known
     */
    public boolean finished(String job) throws IOException, InterruptedException {
        try (Answer answer = transport.send(query("status", job))) {
            Json status = Json.read(answer.body());
            boolean over = status.number("end_time") != 0;
            String error = status.text("err");
            if (over && (Boolean.TRUE.equals(status.get("aborted").value()) || !error.isEmpty())) {
                throw new AisException(400, error.isEmpty() ? "job \"" + job + "\" was aborted" : error);
            }
            return over;
        }
    }

    /**
     * Waits until a job is over.
     *
     * @throws AisException as {@link #finished} does
     */
    public void await(String job) throws IOException, InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long pause = FIRST_PAUSE_MILLIS;
        while (!finished(job)) {
            boolean unused = never.await(pause, TimeUnit.MILLISECONDS);
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
        }
    }

    /** @throws AisException 404 if it is not known */
    public JobProgress progress(String job) throws IOException, InterruptedException {
        try (Answer answer = transport.send(query("qryxstats", job))) {
            boolean running = false;
            long objects = 0;
            long bytes = 0;
            long all = 0;
            for (Json target : Json.read(answer.body()).members().values()) {
                for (Json part : target.items()) {
                    Json stats = part.get("stats");
                    objects += stats.number("loc-objs") + stats.number("out-objs");
                    bytes += stats.number("loc-bytes") + stats.number("out-bytes");
                    running |= part.text("end-time").startsWith(NO_TIME);
                    Json progress = part.get("progress");
                    boolean counted = !progress.text("all-objects").isEmpty() && progress.number("all-objects") >= 0;
                    all = all < 0 || !counted ? JobProgress.UNKNOWN : all + progress.number("all-objects");
                }
            }
            return new JobProgress(running, objects, bytes, all);
        }
    }

    private static Call query(String what, String job) {
        byte[] message = Json.object(json -> json.writeStringField("id", job));
        return Call.of("GET", UrlPath.of("/v1/cluster"), "what=" + what).json(message);
    }

    private static byte[] message(BucketTransform order) {
        NewNames names = order.names();
        return Json.object(json -> {
            json.writeStringField("action", "etl-bck");
            json.writeObjectFieldStart("value");
            json.writeStringField("id", order.etl());
            if (names.extension().isPresent()) {
                json.writeStringField("ext", names.extension().get());
            } else if (!names.extensions().isEmpty()) {
                json.writeObjectFieldStart("ext");
                for (Map.Entry<String, String> each : names.extensions().entrySet()) {
                    json.writeStringField(each.getKey(), each.getValue());
                }
                json.writeEndObject();
            }
            unlessEmpty(json, "prefix", names.prefix());
            unlessEmpty(json, "suffix", names.suffix());
            unlessEmpty(json, "request_timeout", order.requestTimeout().orElse(""));
            json.writeBooleanField("dry_run", order.dryRun());
            json.writeBooleanField("coer", order.goOn());
            json.writeEndObject();
        });
    }

    private static void unlessEmpty(JsonGenerator json, String name, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(name, value);
        }
    }
}
