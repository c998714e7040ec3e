package io.etlbed.cluster.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.etlbed.cluster.wire.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all targets are to do.
 *
 * @param id by which clients know the job
 * @param kind {@link #TRANSFORM} or {@link #COPY}
 * @param from bucket
 * @param to bucket; need not exist where nothing is written
 * @param etl ETL_ID; null for a copy
 * @param naming of the new objects
 * @param select only objects whose names begin so
 * @param dryRun whether to count only (API-05)
 * @param goOn whether objects that fail are listed and the others done all the same
 * @param limitMillis for each object; 0 for none
 * @param targets that take part
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobOrder(
        @JsonProperty("id") String id,
        @JsonProperty("kind") String kind,
        @JsonProperty("from") String from,
        @JsonProperty("to") String to,
        @JsonProperty("etl") @Nullable String etl,
        @JsonProperty("naming") ObjectNaming naming,
        @JsonProperty("select") String select,
        @JsonProperty("dry_run") boolean dryRun,
        @JsonProperty("go_on") boolean goOn,
        @JsonProperty("limit_millis") long limitMillis,
        @JsonProperty("targets") List<String> targets) {

    static final String TRANSFORM = "etl-bck";
    static final String COPY = "copy-bck";

    private static final int ID_LENGTH = 10;

    JobOrder {
        targets = List.copyOf(targets);
    }

    static String freshId() {
        return Names.freshId(ID_LENGTH);
    }

    JobOrder by(List<String> ids) {
        return new JobOrder(id, kind, from, to, etl, naming, select, dryRun, goOn, limitMillis, ids);
    }

    JobOrder through(String etlId) {
        return new JobOrder(id, kind, from, to, etlId, naming, select, dryRun, goOn, limitMillis, targets);
    }
}
