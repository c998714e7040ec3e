package io.etlbed.simulator.embedded.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;

/** A watch as a WebSocket: one event to a text message. Each is waited for, so that none pile up. */
final class WebSocketSink implements WatchSink {

    private final Session session;
    private final long patienceMillis;

    WebSocketSink(Session session, long patienceMillis) {
        this.session = session;
        this.patienceMillis = patienceMillis;
    }

    @Override
    public void begin() {}

    @Override
    public void send(byte[] event) throws IOException {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        session.sendText(
                new String(event, UTF_8), Callback.from(() -> sent.complete(null), sent::completeExceptionally));
        try {
            sent.get(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("the watcher is gone", e.getCause());
        } catch (TimeoutException e) {
            session.disconnect();
            throw new IOException("the watcher did not read for " + patienceMillis + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            session.disconnect();
            throw new InterruptedIOException("closed while a watcher was written to");
        }
    }

    @Override
    public void end() {
        session.close(StatusCode.NORMAL, "", Callback.NOOP);
    }
}
