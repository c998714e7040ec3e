package io.etlbed.cluster.data;

import io.etlbed.cluster.control.ControlResponse;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An object that is being written. Called on worker threads, by one at a time. Ends with finish or with abort. */
public interface Upload {

    /** Takes the next bytes, all of them. */
    void write(ByteBuffer data) throws IOException;

    /**
     * Tells what is to come, as where it comes from has it; finish fails where it is not so.
     *
     * @param xxhash XXH64 of all bytes, in 16 hex digits
     */
    void expect(String xxhash);

    /**
     * The body is complete: makes the object visible.
     *
     * @throws io.etlbed.cluster.wire.BadChecksumException where it is not what was expected
     */
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
