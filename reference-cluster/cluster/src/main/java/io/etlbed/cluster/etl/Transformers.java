package io.etlbed.cluster.etl;

import io.etlbed.cluster.wire.NodeActivity;
import java.util.Optional;

/** The ETLs that run on one target, as its data plane sees them. */
@FunctionalInterface
public interface Transformers {

    /** The communicator of a running ETL whose pod on this target is ready (LIFE-12); empty for any other id. */
    Optional<Communicator> find(String etlId);

    /**
     * Whether a call with this secret comes from the container of this ETL on this target: from the moment its pod is made
     * until it is stopped (COMM-05).
     */
    default boolean admits(String etlId, String secret) {
        return false;
    }

    /** What they do, and where. */
    default NodeActivity.Etls activity() {
        return NodeActivity.Etls.NONE;
    }
}
