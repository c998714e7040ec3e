package io.etlbed.junit.faults;

import io.etlbed.junit.faults.Call.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands before one server: it is reached here, and each connection has one of its own to the server. */
final class Station implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Station.class);
    private static final int BACKLOG = 1024;

    private final Server server;
    private final Relays relays;
    private final ServerSocket listener;
    private volatile Upstream upstream;

    /** Opens connections to the server. */
    @FunctionalInterface
    interface Upstream {
        Socket connect() throws IOException;
    }

    private Station(Server server, Relays relays, ServerSocket listener, Upstream upstream) {
        this.server = server;
        this.relays = relays;
        this.listener = listener;
        this.upstream = upstream;
    }

    /** @param port 0 for any free one */
    static Station open(Server server, int port, Relays relays, Upstream upstream) throws IOException {
        ServerSocket listener = new ServerSocket();
        try {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException failure) {
            listener.close();
            throw new IOException("port " + port + " of 127.0.0.1: " + failure.getMessage(), failure);
        }
        Station station = new Station(server, relays, listener, upstream);
        relays.execute(station::acceptAll);
        return station;
    }

    Server server() {
        return server;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort());
    }

    /** The server has moved. */
    void move(Upstream other) {
        upstream = other;
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                relays.execute(() -> connect(client));
            } catch (IOException | RuntimeException failure) {
                if (!listener.isClosed()) {
                    LOG.warn("a connection could not be taken: {}", failure.toString());
                }
            }
        }
    }

    /** Where the server cannot be reached, its client is reset: refusing comes too late. */
    private void connect(Socket client) {
        try {
            Socket to;
            try {
                to = upstream.connect();
            } catch (IOException unreachable) {
                client.setSoLinger(true, 0);
                client.close();
                throw unreachable;
            }
            relays.connect(server, () -> "", client, to);
        } catch (IOException failure) {
            LOG.debug("a connection could not be passed on: {}", failure.toString());
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException failure) {
            LOG.debug("a station is not closed in good order", failure);
        }
    }
}
