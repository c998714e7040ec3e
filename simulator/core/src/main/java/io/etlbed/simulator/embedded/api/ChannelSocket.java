package io.etlbed.simulator.embedded.api;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;

/**
 * The server's end of a WebSocket whose messages begin with a channel. One message at a time is on its way, and the next
 * waits for as long as the client lets it: who writes waits with it.
 */
final class ChannelSocket {

    /** For the client's answer to the end. */
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final Session session;
    private final ReentrantLock sending = new ReentrantLock();

    ChannelSocket(Session session) {
        this.session = session;
    }

    /** @throws IOException if the client is gone */
    void send(int channel, byte[] bytes, int length) throws IOException {
        ByteBuffer message = ByteBuffer.allocate(length + 1);
        send(message.put((byte) channel).put(bytes, 0, length).flip());
    }

    /**
     * Sends a message as it is.
     *
     * @throws IOException if the client is gone
     */
    void send(ByteBuffer message) throws IOException {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        sending.lock();
        try {
            session.sendBinary(message, Callback.from(() -> sent.complete(null), sent::completeExceptionally));
            sent.get();
        } catch (ExecutionException e) {
            throw new IOException("the client is gone", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            session.disconnect();
            throw new InterruptedIOException("closed while a client was written to");
        } finally {
            sending.unlock();
        }
    }

    void send(int channel, byte[] bytes) throws IOException {
        send(channel, bytes, bytes.length);
    }

    /** All has been said. */
    void end() {
        session.setIdleTimeout(FAREWELL);
        session.close(StatusCode.NORMAL, "", Callback.NOOP);
    }

    /** Nothing that the client sends can be understood any more. */
    void reject(int code, String why) {
        session.setIdleTimeout(FAREWELL);
        session.close(code, why, Callback.NOOP);
    }

    /** Breaks it: whoever writes to it is told that the client is gone. */
    void disconnect() {
        session.disconnect();
    }
}
