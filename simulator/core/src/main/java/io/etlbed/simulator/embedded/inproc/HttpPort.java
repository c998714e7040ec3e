package io.etlbed.simulator.embedded.inproc;

import io.etlbed.simulator.handler.HandlerContainer;
import io.etlbed.simulator.handler.RequestHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One port that a container serves, with its connections. A server of our own: the one of the JDK has no way to reset a
 * connection or to see a target as it was sent, and two threads of its own for each port.
 */
final class HttpPort {

    private static final Logger LOG = LoggerFactory.getLogger(HttpPort.class);
    private static final int BACKLOG = 1024;

    private final InprocContainer container;
    private final HandlerContainer face;
    private final int port;
    private final RequestHandler handler;
    private final ServerSocket listener;
    private final Set<HttpConnection> connections = new HashSet<>();
    private boolean refusing;

    private HttpPort(
            InprocContainer container, HandlerContainer face, int port, RequestHandler handler, ServerSocket listener) {
        this.container = container;
        this.face = face;
        this.port = port;
        this.handler = handler;
        this.listener = listener;
    }

    /** On any free port of the host's loopback; {@link #accept()} begins to serve. */
    static HttpPort open(InprocContainer container, HandlerContainer face, int port, RequestHandler handler)
            throws IOException {
        ServerSocket listener = new ServerSocket();
        try {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        } catch (IOException failure) {
            listener.close();
            throw failure;
        }
        return new HttpPort(container, face, port, handler, listener);
    }

    int port() {
        return port;
    }

    int hostPort() {
        return listener.getLocalPort();
    }

    HandlerContainer face() {
        return face;
    }

    RequestHandler handler() {
        return handler;
    }

    /** A handler has failed. */
    void failed(Throwable failure) {
        container.failed(failure);
    }

    void accept() {
        container.threads().start(this::acceptAll);
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                HttpConnection connection = new HttpConnection(this, client);
                if (add(connection)) {
                    container.threads().start(() -> serve(connection));
                } else {
                    connection.close();
                }
            } catch (IOException failure) {
                if (!listener.isClosed()) {
                    LOG.warn("{} port {}: {}", container.threads().name(), port, failure.toString());
                }
            }
        }
    }

    private void serve(HttpConnection connection) {
        try {
            connection.run();
        } finally {
            remove(connection);
        }
    }

    private synchronized boolean add(HttpConnection connection) {
        return !refusing && connections.add(connection);
    }

    private synchronized void remove(HttpConnection connection) {
        connections.remove(connection);
        notifyAll();
    }

    private synchronized List<HttpConnection> connections() {
        return List.copyOf(connections);
    }

    /** Takes no more requests; those that are under way go on. */
    void refuse() {
        stopListening();
        connections().forEach(HttpConnection::finish);
    }

    private void stopListening() {
        synchronized (this) {
            refusing = true;
        }
        container.closed(this);
        try {
            listener.close();
        } catch (IOException failure) {
            LOG.debug("port {} is not closed in good order", port, failure);
        }
    }

    /** Waits until no connection is left. */
    synchronized void awaitIdle() throws InterruptedException {
        while (!connections.isEmpty()) {
            wait();
        }
    }

    /** Ends everything at once. */
    void close() {
        stopListening();
        connections().forEach(HttpConnection::close);
    }
}
