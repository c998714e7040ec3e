package io.etlbed.cluster.etl;

import io.etlbed.cluster.wire.EtlMd;
import java.util.function.UnaryOperator;

/** The ETLs of the cluster, where every proxy has them. */
public interface EtlStore {

    /** As they are known here. */
    EtlMd current();

    /**
     * Changes them everywhere; for the primary.
     *
     * @throws io.etlbed.cluster.wire.UnavailableException if this proxy is not the primary any more, or too few nodes have
     *     confirmed the change
     */
    void change(UnaryOperator<EtlMd> change) throws InterruptedException;
}
