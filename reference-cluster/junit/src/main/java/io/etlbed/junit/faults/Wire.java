package io.etlbed.junit.faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of the two connections of a relay. */
final class Wire {

    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);
    private static final int BUFFER = 64 * 1024;

    private final Socket socket;
    final InputStream in;
    final OutputStream out;

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        this.out = socket.getOutputStream();
    }

    /** Passes on that no more will come. */
    void finish() {
        try {
            if (!socket.isClosed() && !socket.isOutputShutdown()) {
                socket.shutdownOutput();
            }
        } catch (IOException gone) {
            LOG.trace("there is nobody to tell the end", gone);
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            LOG.trace("a connection is not closed in good order", gone);
        }
    }

    /** Closes so that the peer sees a reset. */
    void reset() {
        try {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException gone) {
            LOG.trace("a connection was reset already", gone);
        }
        close();
    }

    /** Reads over what comes, to the end or so long. */
    void drain(long seconds) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try {
            byte[] piece = new byte[BUFFER];
            for (long left = seconds * 1000; left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                socket.setSoTimeout((int) left);
                if (in.read(piece) < 0) {
                    return;
                }
            }
        } catch (SocketTimeoutException enough) {
            LOG.trace("a client has not closed its end", enough);
        }
    }

    /** Reads over what comes, to the end. */
    void drain() throws IOException {
        byte[] piece = new byte[BUFFER];
        int count = 0;
        while (count >= 0) {
            count = in.read(piece);
        }
    }
}
