package io.etlbed.cluster.etl;

import io.etlbed.cluster.control.ControlHandler;
import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.wire.AisException;
import java.nio.file.Path;

/** Answers {@code /v1/etl} on the primary proxy. */
public final class EtlProxy implements ControlHandler, AutoCloseable {

    /**
     * @param targets the targets that every init is broadcast to (LIFE-01)
     * @param folder where the ETLs that were initialised are kept; made if missing
     */
    public EtlProxy(Targets targets, Path folder, EtlSettings settings) {}

    @Override
    public ControlResponse handle(ControlRequest request) throws InterruptedException {
        throw new AisException(501, request.method() + " " + request.pathText() + " is not supported yet");
    }

    /** Ends calls that are under way. What runs on the targets is theirs to stop. */
    @Override
    public void close() {}
}
