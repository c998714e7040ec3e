package io.etlbed.cluster.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one node is doing, as it tells the proxy that gathers it for its dashboard: {@code GET /v1/activity}. All of it is at
 * hand: nothing is counted, and no other node asked.
 *
 * @param started RFC 3339
 * @param diskUsed of the disk with the objects, in percent; -1 for a proxy
 * @param etls of this target; null for a proxy
 * @param jobs this node's parts of them; of a proxy those that it has started as the primary
 * @param buckets what this target holds of each, by name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodeActivity(
        String started, int diskUsed, @Nullable Etls etls, List<JobPart> jobs, Map<String, Held> buckets) {

    /** The same; of a proxy none. */
    public Etls ownEtls() {
        return etls == null ? Etls.NONE : etls;
    }

    /**
     * The ETLs of a target.
     *
     * @param node of Kubernetes; null where it is not known
     * @param trouble why it cannot be known; null where it is, or is being looked for
     * @param pods in the order of their ETLs
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Etls(@Nullable String node, @Nullable String trouble, List<TransformerPod> pods) {

        /** Of a target without any. */
        public static final Etls NONE = new Etls(null, null, List.of());
    }

    /**
     * The pod of an ETL on a target, and what went through it since it was started.
     *
     * @param etl ETL_ID
     * @param name of the pod
     * @param ready whether objects are transformed
     * @param state in words, where it is not ready; empty where it is
     * @param restarts of its containers
     * @param errors transforms that have failed
     */
    public record TransformerPod(
            String etl,
            String name,
            boolean ready,
            String state,
            int restarts,
            long objects,
            long bytesIn,
            long bytesOut,
            long errors) {}

    /**
     * A node's part of a job.
     *
     * @param from bucket; empty where it has none
     * @param to bucket; empty where it has none
     * @param etl ETL_ID; null where nothing is transformed
     * @param started RFC 3339
     * @param ended the same; null while it runs
     * @param aborted whether somebody ended it
     * @param error why it ended, or is about to, before it was done; null where it did not
     * @param allObjects that there are to be done; -1 while they are counted
     * @param objectRate objects a second
     * @param byteRate bytes of the source a second
     * @param failures how many objects have failed
     * @param failed a few of them, with their reasons
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record JobPart(
            String id,
            String kind,
            String from,
            String to,
            @Nullable String etl,
            boolean dryRun,
            String started,
            @Nullable String ended,
            boolean aborted,
            @Nullable String error,
            long objects,
            long bytes,
            long allObjects,
            long allBytes,
            double objectRate,
            double byteRate,
            long failures,
            List<Failed> failed) {}

    /** An object that could not be done. */
    public record Failed(String name, String reason) {}

    /** What a target holds of a bucket. */
    public record Held(long objects, long bytes) {}
}
