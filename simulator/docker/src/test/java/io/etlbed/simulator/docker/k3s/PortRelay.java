package io.etlbed.simulator.docker.k3s;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a port of the loopback interface one of all interfaces. */
final class PortRelay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PortRelay.class);

    private final ServerSocket listener = new ServerSocket(0);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final int upstream;

    PortRelay(int upstream) throws IOException {
        this.upstream = upstream;
        threads.execute(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket near = listener.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), upstream);
                threads.execute(() -> copy(near, far));
                threads.execute(() -> copy(far, near));
            } catch (IOException e) {
                LOG.debug("closed, or a client that went away", e);
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            input.transferTo(output);
        } catch (IOException e) {
            LOG.debug("one of them went away, and so does the other", e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
