package io.etlbed.cluster.etl;

import java.util.Optional;

/** The ETLs that run on one target, as its data plane sees them. */
@FunctionalInterface
public interface Transformers {

    /** The communicator of a running ETL whose pod on this target is ready (LIFE-12); empty for any other id. */
    Optional<Communicator> find(String etlId);
}
