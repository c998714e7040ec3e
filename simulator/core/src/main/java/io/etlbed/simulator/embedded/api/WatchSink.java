package io.etlbed.simulator.embedded.api;

import java.io.IOException;

/** The client's end of a watch: a chunked response or a WebSocket. */
interface WatchSink {

    /** The watch was accepted: the client is told so before the first event. */
    void begin() throws IOException;

    /**
     * Sends one event, and returns when it is on its way.
     *
     * @throws IOException if the client is gone, or takes so long that the connection was given up
     */
    void send(byte[] event) throws IOException;

    /** The watch is over: the response ends as it should. */
    void end();
}
