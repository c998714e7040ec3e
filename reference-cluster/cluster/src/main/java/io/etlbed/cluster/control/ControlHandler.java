package io.etlbed.cluster.control;

import io.etlbed.cluster.wire.AisException;

/** Answers the control calls below one path, such as {@code /v1/etl}. Called on a worker thread; it may block. */
@FunctionalInterface
public interface ControlHandler {

    /**
     * @throws AisException what the caller is told; anything else becomes a 500 without details
     * @throws InterruptedException when the node is closed meanwhile
     */
    ControlResponse handle(ControlRequest request) throws InterruptedException;
}
