package io.etlbed.cluster.data;

import io.etlbed.cluster.control.ControlResponse;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An object that is being written. Called on worker threads, by one at a time. Ends with finish or with abort. */
public interface Upload {

    /** Takes the next bytes, all of them. */
    void write(ByteBuffer data) throws IOException;

    /** The body is complete: makes the object visible. */
    ControlResponse finish() throws IOException, InterruptedException;

    /** The body will not be completed, or a call before failed: leaves nothing behind. */
    void abort();

    /** Opens an upload, on a worker thread. */
    @FunctionalInterface
    interface Opener {

        /** @throws io.etlbed.cluster.wire.AisException what the client is told */
        Upload open() throws IOException;
    }
}
