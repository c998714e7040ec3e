package io.etlbed.cluster.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.etlbed.cluster.wire.BucketId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one target has done of a job, as AIStore's clients read it ({@code what=qryxstats}), and more.
 *
 * @param bck the destination; of selected objects the source
 * @param startTime RFC 3339
 * @param endTime the same; {@link #RUNNING} while it runs
 * @param stats counters, as text
 * @param aborted whether somebody ended it
 * @param error why it ended before it was done; empty where it did not
 * @param progress how far it is
 * @param idle not running, for clients that wait for jobs of selected objects, which are never over in AIStore
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobReport(
        @JsonProperty("id") String id,
        @JsonProperty("kind") String kind,
        @JsonProperty("bck") BucketId bck,
        @JsonProperty("start-time") String startTime,
        @JsonProperty("end-time") String endTime,
        @JsonProperty("stats") Map<String, String> stats,
        @JsonProperty("aborted") boolean aborted,
        @JsonProperty("abort-err") @Nullable String error,
        @JsonProperty("progress") Progress progress,
        @JsonProperty("is_idle") boolean idle) {

    /** The end of what has not ended. */
    static final String RUNNING = "0001-01-01T00:00:00Z";

    /**
     * How far a target is.
     *
     * @param objects that are done
     * @param bytes of the source that are done
     * @param allObjects that there are to be done; -1 while they are counted
     * @param allBytes of them
     * @param objectRate objects a second, over the last seconds; over all of it when it has ended
     * @param byteRate bytes of the source a second, likewise
     * @param secondsLeft until all is done at this rate; null where nobody can tell yet
     * @param failures how many objects have failed
     * @param failed some of them, with their reasons
     * @param missing how many names of a template belong to this target and are not there
     * @param missingNames some of them
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Progress(
            @JsonProperty("objects") long objects,
            @JsonProperty("bytes") long bytes,
            @JsonProperty("all-objects") long allObjects,
            @JsonProperty("all-bytes") long allBytes,
            @JsonProperty("objects-per-second") double objectRate,
            @JsonProperty("bytes-per-second") double byteRate,
            @JsonProperty("seconds-left") @Nullable Double secondsLeft,
            @JsonProperty("failures") long failures,
            @JsonProperty("failed") List<FailedObject> failed,
            @JsonProperty("missing") long missing,
            @JsonProperty("missing-names") List<String> missingNames) {}

    /** An object that could not be done. */
    record FailedObject(
            @JsonProperty("obj_name") String name,
            @JsonProperty("msg") String reason) {}

    boolean running() {
        return endTime.equals(RUNNING);
    }

    /** Whether all of it was done. */
    boolean done() {
        return !running() && (error == null || error.isEmpty());
    }
}
