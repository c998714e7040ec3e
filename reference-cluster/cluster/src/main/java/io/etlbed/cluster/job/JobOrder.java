package io.etlbed.cluster.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.etlbed.cluster.wire.Names;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all targets are to do.
 *
 * @param id by which clients know the job
 * @param kind {@link #TRANSFORM}, {@link #COPY}, or one of them for {@linkplain #SELECTING selected} objects;
 *     {@link #DELETE_SELECTED}, or {@link #RENAME}
 * @param from bucket
 * @param to bucket; need not exist where nothing is written; the same where objects are deleted
 * @param etl ETL_ID; null for a copy
 * @param naming of the new objects
 * @param selection of the objects
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
        @JsonProperty("selection") Selection selection,
        @JsonProperty("dry_run") boolean dryRun,
        @JsonProperty("go_on") boolean goOn,
        @JsonProperty("limit_millis") long limitMillis,
        @JsonProperty("targets") List<String> targets) {

    static final String TRANSFORM = "etl-bck";
    static final String COPY = "copy-bck";
    static final String TRANSFORM_SELECTED = "etl-listrange";
    static final String COPY_SELECTED = "copy-listrange";

    static final String DELETE_SELECTED = "delete-listrange";
    static final String RENAME = "move-bck";

    /** Kinds of what AIStore does by and by, and of which there is nothing to do here: no object is evicted, or out of its place. */
    static final Set<String> IDLE = Set.of("lru", "cleanup", "cleanup-store", "resilver", "load-lom-cache");

    /** Kinds that need an ETL. */
    static final Set<String> TRANSFORMING = Set.of(TRANSFORM, TRANSFORM_SELECTED);

    /** Kinds that do the objects that the message selects. */
    static final Set<String> SELECTING = Set.of(TRANSFORM_SELECTED, COPY_SELECTED, DELETE_SELECTED);

    private static final int ID_LENGTH = 10;

    JobOrder {
        targets = List.copyOf(targets);
    }

    /** The kind of job that an action starts; the first release with ETL wrote one of them without its hyphen. */
    static String kind(String action) {
        return action.equals("etlbck") ? TRANSFORM : action;
    }

    static String freshId() {
        return Names.freshId(ID_LENGTH);
    }

    JobOrder by(List<String> ids) {
        return new JobOrder(id, kind, from, to, etl, naming, selection, dryRun, goOn, limitMillis, ids);
    }

    JobOrder through(String etlId) {
        return new JobOrder(id, kind, from, to, etlId, naming, selection, dryRun, goOn, limitMillis, targets);
    }

    /** Whether it does objects that were selected, one by one or by a template. */
    boolean selects() {
        return SELECTING.contains(kind);
    }

    /** Whether the objects go, and nothing is written. */
    boolean deletes() {
        return kind.equals(DELETE_SELECTED);
    }

    /** Whether the bucket gets another name, and nothing else is done. */
    boolean renames() {
        return kind.equals(RENAME);
    }

    /** A job that has nothing to do. */
    static JobOrder idle(String kind) {
        ObjectNaming none = new ObjectNaming(Map.of(), null, "", "");
        return new JobOrder(freshId(), kind, "", "", null, none, Selection.of(""), false, false, 0, List.of());
    }

    /** Whether the primary does it alone, and targets know nothing of it. */
    boolean ofPrimary() {
        return renames() || IDLE.contains(kind);
    }

    /** Whether it reads or changes a bucket. */
    boolean touches(String bucket) {
        return from.equals(bucket) || to.equals(bucket);
    }

    /** The bucket by which clients know it: the destination; with selected objects, as AIStore has it, the source. */
    String bucket() {
        return selects() ? from : to;
    }

    /** The same without names, of which there may be many; for when they are needed no more. */
    JobOrder withoutNames() {
        Selection rest = new Selection(selection.prefix(), null, selection.template());
        return new JobOrder(id, kind, from, to, etl, naming, rest, dryRun, goOn, limitMillis, targets);
    }
}
