package io.etlbed.cluster.data;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * A handshake in memory, before there are any others: it shows whether the two sides would trust each other, and loads what the
 * first one has to load, which on an event loop would keep everybody else waiting.
 */
final class Rehearsal {

    /** A handshake takes a few. */
    private static final int MOST_STEPS = 100;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine client;
    private final SSLEngine server;
    private final ByteBuffer toServer;
    private final ByteBuffer toClient;
    private final ByteBuffer unused;

    Rehearsal(SSLEngine client, SSLEngine server) {
        this.client = client;
        this.server = server;
        int packet = client.getSession().getPacketBufferSize();
        this.toServer = ByteBuffer.allocate(packet);
        this.toClient = ByteBuffer.allocate(packet);
        this.unused = ByteBuffer.allocate(client.getSession().getApplicationBufferSize());
    }

    /** @throws SSLException if the two do not come together */
    void run() throws SSLException {
        client.beginHandshake();
        server.beginHandshake();
        for (int step = 0; step < MOST_STEPS; step++) {
            step(client, toServer, toClient);
            step(server, toClient, toServer);
            if (over(client) && over(server)) {
                return;
            }
        }
        throw new SSLException("the handshake does not come to its end");
    }

    private static boolean over(SSLEngine engine) {
        return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
    }

    private void step(SSLEngine engine, ByteBuffer out, ByteBuffer in) throws SSLException {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> {
                for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
            }
            case NEED_WRAP -> check(engine.wrap(NOTHING, out));
            default -> {
                in.flip();
                check(engine.unwrap(in, unused));
                in.compact();
            }
        }
    }

    private static void check(SSLEngineResult result) throws SSLException {
        if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
            throw new SSLException("the handshake was given up");
        }
    }
}
