package io.etlbed.cluster.data;

import io.netty.buffer.ByteBuf;

/** One request that is being answered. All calls come on the connection's event loop. */
interface Exchange {

    /** Takes a piece of the request's body, and the claim on it. */
    default void content(ByteBuf data) {
        data.release();
    }

    /** No more of the body is here for now. */
    default void readComplete() {}

    /** The request's body is complete. */
    default void requestEnd() {}

    /** Whether there is no answer without the body, so that a broken one is answered as such. */
    default boolean needsBody() {
        return false;
    }

    /** The connection takes more output, or no more for now. */
    default void writabilityChanged() {}

    /** The connection is gone; what the exchange holds is to be given up. */
    default void lost() {}

    /** A second has gone by. */
    default void tick() {}

    /** Counts up whenever the client takes or gives something. */
    default long progress() {
        return 0;
    }

    /** Whether it is the client's turn, so that its silence counts as stalling. */
    default boolean waitsForClient() {
        return false;
    }
}
