package io.etlbed.cluster.data;

import java.util.concurrent.CompletableFuture;

/** A sink of an object that is moved, and when it is there. */
interface MoveSink extends TransformSink {

    /** The bytes that were taken, once the object is at its destination; fails with a {@link MoveException}. */
    CompletableFuture<Long> moved();

    /** Gives the rest up, before it is at its destination. */
    default void cancel(String reason) {
        fail(reason, false);
    }

    /** @param action is run on the loop when more is welcome again */
    default void onReady(Runnable action) {}

    /** A second has gone by. */
    default void tick() {}
}
