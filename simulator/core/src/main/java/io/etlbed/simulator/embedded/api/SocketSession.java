package io.etlbed.simulator.embedded.api;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;

/** What goes on between a client and a pod over one WebSocket. */
interface SocketSession {

    /** Called once, before anything is received. */
    void begin(Executor threads);

    /** A message of the client; the next one is not read before this returns. */
    void receive(ByteBuffer message);

    /** The client is gone, or is to go. Idempotent. */
    void gone();
}
