package io.etlbed.simulator.embedded.api;

/** The first byte of a message of {@code channel.k8s.io}: to what the rest of it belongs. */
final class Channel {

    static final int STDIN = 0;
    static final int STDOUT = 1;
    static final int STDERR = 2;

    /** The outcome as a {@code Status}, once, at the end. */
    static final int ERROR = 3;

    /** The size of the client's terminal. */
    static final int RESIZE = 4;

    /** Since version 5: the channel that the next byte names is at its end. */
    static final int CLOSE = 255;

    private Channel() {}
}
