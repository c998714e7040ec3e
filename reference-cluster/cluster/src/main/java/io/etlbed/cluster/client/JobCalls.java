package io.etlbed.cluster.client;

import com.fasterxml.jackson.core.JsonGenerator;
import io.etlbed.cluster.wire.AisException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls about jobs: copying and transforming a bucket, or objects of it, into another. */
public final class JobCalls {

    private static final long SECOND = 1_000_000_000L;

    private final Transport transport;

    JobCalls(Transport transport) {
        this.transport = transport;
    }

    /**
     * Starts a copy. A destination that is not there is made.
     *
     * @return the job's id
     * @throws AisException 404 if there is no such source, 400 if the options make no sense, 409 if a job writes there already
     */
    public String copy(String from, String to, JobOptions options) throws IOException, InterruptedException {
        return start("copy", Optional.empty(), from, to, options);
    }

    /**
     * Starts a transform. A destination that is not there is made.
     *
     * @return the job's id
     * @throws AisException 404 if there is no such ETL or source, 400 if the options make no sense, 409 if a job writes there
     *     already
     */
    public String transform(String etlId, String from, String to, JobOptions options)
            throws IOException, InterruptedException {
        return start("etl", Optional.of(etlId), from, to, options);
    }

    private String start(String what, Optional<String> etl, String from, String to, JobOptions options)
            throws IOException, InterruptedException {
        boolean whole = options.selection() instanceof JobSelection.Whole;
        byte[] message = Json.object(json -> {
            json.writeStringField("action", what + (whole ? "-bck" : "-listrange"));
            json.writeStringField("name", "");
            json.writeObjectFieldStart("value");
            if (etl.isPresent()) {
                json.writeStringField("id", etl.get());
            }
            write(json, options);
            write(json, options.names());
            if (!whole) {
                json.writeObjectFieldStart("tobck");
                json.writeStringField("name", to);
                json.writeStringField("provider", "ais");
                json.writeEndObject();
            }
            json.writeEndObject();
        });
        return send("POST", from, whole ? bucketTo(to) : "", message);
    }

    /**
     * Gives a bucket another name.
     *
     * @return the id of the job that does so
     * @throws AisException 404 if there is no such bucket, 400 or 409 if the other name is none, or taken
     */
    public String rename(String from, String to) throws IOException, InterruptedException {
        return send("POST", from, bucketTo(to), Json.object(json -> json.writeStringField("action", "move-bck")));
    }

    private static String bucketTo(String bucket) {
        return "&bck_to=" + UrlPath.queryValue("ais/@#/" + bucket + "/");
    }

    private String send(String method, String bucket, String query, byte[] message)
            throws IOException, InterruptedException {
        Call call = Call.of(method, UrlPath.of("/v1/buckets", bucket), BucketCalls.PROVIDER + query)
                .json(message)
                .patient();
        try (Answer answer = transport.send(call)) {
            return new String(answer.bytes(), StandardCharsets.UTF_8).strip();
        }
    }

    /**
     * Starts to delete objects of a bucket; those that are not there are passed over.
     *
     * @param selection of some of them
     * @return the job's id
     * @throws AisException 404 if there is no such bucket
     * @throws IllegalArgumentException if all of them are selected: a bucket is emptied by destroying it
     */
    public String delete(String bucket, JobSelection selection) throws IOException, InterruptedException {
        if (selection instanceof JobSelection.Whole) {
            throw new IllegalArgumentException("which objects of ais://" + bucket + " are to be deleted?");
        }
        byte[] message = Json.object(json -> {
            json.writeStringField("action", "delete-listrange");
            json.writeObjectFieldStart("value");
            write(json, selection);
            json.writeEndObject();
        });
        return send("DELETE", bucket, "", message);
    }

    private static void write(JsonGenerator json, JobSelection selection) throws IOException {
        if (selection instanceof JobSelection.Names names) {
            json.writeArrayFieldStart("objnames");
            for (String name : names.names()) {
                json.writeString(name);
            }
            json.writeEndArray();
        } else if (selection instanceof JobSelection.Template template) {
            json.writeStringField("template", template.text());
        }
    }

    private static void write(JsonGenerator json, JobOptions options) throws IOException {
        write(json, options.selection());
        if (options.requestTimeout().isPresent()) {
            json.writeStringField("request_timeout", options.requestTimeout().get());
        }
        json.writeBooleanField("dry_run", options.dryRun());
        // AIStore refuses members that it does not know: of a whole bucket, this one.
        if (options.goOn()) {
            json.writeBooleanField("coer", true);
        }
    }

    private static void write(JsonGenerator json, NewNames names) throws IOException {
        if (names.extension().isPresent()) {
            json.writeStringField("ext", names.extension().get());
        } else if (!names.extensions().isEmpty()) {
            json.writeObjectFieldStart("ext");
            for (Map.Entry<String, String> each : names.extensions().entrySet()) {
                json.writeStringField(each.getKey(), each.getValue());
            }
            json.writeEndObject();
        }
        if (!names.prefix().isEmpty()) {
            json.writeStringField("prefix", names.prefix());
        }
        if (!names.suffix().isEmpty()) {
            json.writeStringField("suffix", names.suffix());
        }
    }

    /**
     * Whether a job is over.
     *
     * @throws AisException 404 if nobody knows it; a job that failed is no exception
     */
    public JobState state(String id) throws IOException, InterruptedException {
        try (Answer answer = transport.send(ask("status", id))) {
            Json status = Json.read(answer.body());
            long end = status.number("end_time");
            return new JobState(
                    id,
                    end == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(end / SECOND, end % SECOND)),
                    status.text("err"),
                    Boolean.TRUE.equals(status.get("aborted").value()));
        } catch (AisException e) {
            if (e.status() == 400) {
                // So the protocol tells of jobs that ended with an error.
                return new JobState(id, Optional.of(Instant.now()), String.valueOf(e.getMessage()), false);
            }
            throw e;
        }
    }

    /**
     * Waits until a job is done, however long it takes.
     *
     * @throws AisException with the reason if it has failed or was aborted; 404 if nobody knows it
     */
    public void await(String id) throws IOException, InterruptedException {
        JobState state = await(id, Duration.ofDays(365));
        if (!state.succeeded()) {
            throw new AisException(400, state.error().isEmpty() ? "job \"" + id + "\" was aborted" : state.error());
        }
    }

    /**
     * Waits for the end of a job.
     *
     * @return what is known of it at last; it still runs where the limit was too short
     * @throws AisException 404 if nobody knows it; a job that failed is no exception
     */
    public JobState await(String id, Duration limit) throws IOException, InterruptedException {
        return new JobWait(this, id).until(limit);
    }

    /**
     * The jobs that the cluster knows of, the oldest first; those of AIStore's that are its own affair too.
     *
     * @param kind such as {@code etl-bck}; empty for any
     * @param runningOnly not those that are over
     * @throws AisException 404 if there is no such kind
     */
    public List<JobSummary> list(Optional<String> kind, boolean runningOnly) throws IOException, InterruptedException {
        byte[] query = Json.object(json -> {
            if (kind.isPresent()) {
                json.writeStringField("kind", kind.get());
            }
            if (runningOnly) {
                json.writeBooleanField("show_active", true);
            }
        });
        return summaries(query);
    }

    /** A job by its id; empty where no target knows it. */
    public Optional<JobSummary> find(String id) throws IOException, InterruptedException {
        try {
            return summaries(Json.object(json -> json.writeStringField("id", id))).stream()
                    .filter(job -> job.id().equals(id))
                    .findFirst();
        } catch (AisException e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private List<JobSummary> summaries(byte[] query) throws IOException, InterruptedException {
        Call call = Call.of("GET", UrlPath.of("/v1/cluster"), "what=qryxstats").json(query);
        try (Answer answer = transport.send(call)) {
            return JobSummaries.read(Json.read(answer.body()));
        }
    }

    /**
     * How far a job is.
     *
     * @throws AisException 404 if no target knows it
     */
    public JobProgress progress(String id) throws IOException, InterruptedException {
        try (Answer answer = transport.send(ask("qryxstats", id))) {
            return ProgressReader.read(Json.read(answer.body()));
        }
    }

    /** Ends a job before it is done; one that is over, or that nobody knows, is left alone. */
    public void abort(String id) throws IOException, InterruptedException {
        byte[] message = Json.object(json -> {
            json.writeStringField("action", "stop");
            json.writeObjectFieldStart("value");
            json.writeStringField("id", id);
            json.writeEndObject();
        });
        transport.send(Call.of("PUT", UrlPath.of("/v1/cluster")).json(message)).close();
    }

    private static Call ask(String what, String id) {
        return Call.of("GET", UrlPath.of("/v1/cluster"), "what=" + what)
                .json(Json.object(json -> json.writeStringField("id", id)));
    }
}
