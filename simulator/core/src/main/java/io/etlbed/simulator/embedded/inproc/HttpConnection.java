package io.etlbed.simulator.embedded.inproc;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of a client: its requests, one after another. */
final class HttpConnection {

    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);
    private static final int BUFFER = 16 * 1024;
    /** What is read over of a body that the handler left, to keep the connection. */
    private static final long LEFT_OVER = 1 << 20;
    /** How long a client may take to read an answer that came before its request had been read. */
    private static final int LINGER_MILLIS = 2_000;

    private final HttpPort port;
    private final Socket socket;
    private boolean busy;
    private boolean finishing;

    HttpConnection(HttpPort port, Socket socket) {
        this.port = port;
        this.socket = socket;
    }

    void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER);
            while (awaitRequest(in)) {
                if (!serve(in) || !mayGoOn()) {
                    linger(in);
                    return;
                }
            }
        } catch (IOException clientIsGone) {
            LOG.trace("a connection ended", clientIsGone);
        }
    }

    private boolean awaitRequest(InputStream in) throws IOException {
        in.mark(1);
        if (in.read() < 0) {
            return false;
        }
        in.reset();
        synchronized (this) {
            busy = true;
        }
        return true;
    }

    private synchronized boolean mayGoOn() {
        busy = false;
        return !finishing;
    }

    /** Ends the connection when the request that is under way has been answered; at once where there is none. */
    synchronized void finish() {
        finishing = true;
        if (!busy) {
            close();
        }
    }

    private synchronized boolean isFinishing() {
        return finishing;
    }

    void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            LOG.trace("a connection is not closed in good order", failure);
        }
    }

    /** One request; whether the connection can take another. */
    private boolean serve(InputStream in) throws IOException {
        RequestHead head;
        try {
            head = RequestHead.read(in);
        } catch (BadRequest problem) {
            new Answer(socket, RequestHead.none(), () -> true).send(problem.status(), problem.getMessage() + "\n");
            return false;
        }
        Answer answer = new Answer(socket, head, this::isFinishing);
        BodyInput body = BodyInput.of(head, in, answer::proceed);
        try {
            port.handler().handle(new Request(port, head, body), answer);
        } catch (InterruptedException killed) {
            answer.reset();
        } catch (ContainerExit ended) {
            answer.reset();
        } catch (BadRequest problem) {
            answer.fail(problem.status(), problem);
        } catch (Exception | Error failure) {
            if (!answer.isBroken()) {
                port.failed(failure);
            }
            answer.fail(500, failure);
        }
        return answer.complete() && body.skipRest(LEFT_OVER);
    }

    /** Closing with bytes unread would take the answer away from the client: they are read over for a while. */
    private void linger(InputStream in) throws IOException {
        if (socket.isClosed()) {
            return;
        }
        if (!socket.isOutputShutdown()) {
            socket.shutdownOutput();
        }
        long deadline = System.nanoTime() + LINGER_MILLIS * 1_000_000L;
        byte[] buffer = new byte[BUFFER];
        int left = LINGER_MILLIS;
        while (left > 0) {
            socket.setSoTimeout(left);
            if (in.read(buffer) < 0) {
                return;
            }
            left = (int) ((deadline - System.nanoTime()) / 1_000_000);
        }
    }
}
