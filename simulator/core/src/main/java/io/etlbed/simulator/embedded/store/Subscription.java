package io.etlbed.simulator.embedded.store;

/** A running watch. */
public interface Subscription extends AutoCloseable {

    /** The listener has been told of everything up to this version of the store. */
    long version();

    /** Nothing is delivered any more, except that a change that is being delivered may still end. Idempotent. */
    @Override
    void close();
}
