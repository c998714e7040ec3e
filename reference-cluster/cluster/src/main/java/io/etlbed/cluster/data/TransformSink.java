package io.etlbed.cluster.data;

import io.netty.buffer.ByteBuf;

/** Where a transformed object goes, piece by piece. Called on the transform's event loop alone; ends with end or with fail. */
interface TransformSink {

    /**
     * The pod has accepted; it may still die before its first byte.
     *
     * @param length of what is to come; -1 if the pod does not tell
     */
    void begin(long length);

    /** Takes a piece, and the claim on it. */
    void body(ByteBuf data);

    /** Passes on what was taken; whether more is welcome at once. */
    boolean flush();

    /** Whether more is welcome now. */
    boolean ready();

    /** Bytes that were taken. */
    long bytes();

    /** All of it has come. */
    void end();

    /**
     * It has not come in full, and will not.
     *
     * @param answered whether the pod itself has answered with an error, which it would again
     */
    void fail(String reason, boolean answered);
}
