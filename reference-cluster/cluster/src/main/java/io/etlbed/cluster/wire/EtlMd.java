package io.etlbed.cluster.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ETLs of the cluster: what was asked for, and what is to be of it. It is written before targets are told, so that who
 * takes over finds what was under way.
 *
 * @param etls by ETL_ID
 */
public record EtlMd(long term, long version, Map<String, Etl> etls) implements Stamped<EtlMd> {

    /** That of a new cluster. */
    public static final EtlMd NONE = new EtlMd(0, 0, Map.of());

    /** What is to be of an ETL. */
    public enum Stage {
        /** An init is under way: all targets are to run it, or else it is to be as if it had never been. */
        INITIALIZING,
        /** A start of a stopped one is under way: all targets are to run it, or else it is stopped again. */
        STARTING,
        /** All targets run it. */
        RUNNING,
        /** No target is to run it. */
        STOPPED
    }

    /**
     * @param message the init message, as JSON
     * @param run id of the present or last run
     * @param why it was stopped, where nobody asked for it; null otherwise
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Etl(
            String message,
            Stage stage,
            String run,
            @Nullable String why) {

        @JsonCreator
        public Etl(
                @JsonProperty("message") String message,
                @JsonProperty("stage") Stage stage,
                @JsonProperty("run") String run,
                @JsonProperty("why") @Nullable String why) {
            this.message = message;
            this.stage = stage;
            this.run = run;
            this.why = why;
        }

        /** One of which there is nothing more to be said. */
        public Etl(String message, Stage stage, String run) {
            this(message, stage, run, null);
        }
    }

    public EtlMd {
        etls = Collections.unmodifiableMap(new TreeMap<>(etls));
    }

    @Override
    public Stamp stamp() {
        return new Stamp(term, version);
    }

    @Override
    public EtlMd at(Stamp stamp) {
        return new EtlMd(stamp.term(), stamp.version(), etls);
    }

    /** With an ETL more, or with it changed. */
    public EtlMd with(String id, Etl etl) {
        Map<String, Etl> next = new TreeMap<>(etls);
        next.put(id, etl);
        return new EtlMd(term, version, next);
    }

    /** Without an ETL. */
    public EtlMd without(String id) {
        Map<String, Etl> next = new TreeMap<>(etls);
        next.remove(id);
        return new EtlMd(term, version, next);
    }
}
