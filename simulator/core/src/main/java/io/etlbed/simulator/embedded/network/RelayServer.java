package io.etlbed.simulator.embedded.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutorService;

/** The relay's port on 127.0.0.1: each connection asks for one of a pod's and is copied to and from it. */
final class RelayServer implements AutoCloseable {

    private static final int BACKLOG = 1024;

    private final Doors doors;
    private final byte[] token;
    private final ServerSocketChannel listener;
    private final ExecutorService threads = Threads.perTask("etlbed-relay");

    private RelayServer(Doors doors, byte[] token, ServerSocketChannel listener) {
        this.doors = doors;
        this.token = token.clone();
        this.listener = listener;
    }

    static RelayServer start(Doors doors, byte[] token) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        RelayServer server = new RelayServer(doors, token, listener);
        server.threads.execute(server::acceptAll);
        return server;
    }

    int port() throws IOException {
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }

    private void acceptAll() {
        while (listener.isOpen()) {
            try {
                SocketChannel client = listener.accept();
                threads.execute(() -> serve(client));
            } catch (IOException failure) {
                if (listener.isOpen()) {
                    System.err.println("etlbed relay: " + failure);
                }
            }
        }
    }

    private void serve(SocketChannel client) {
        try {
            RelayRequest request = RelayRequest.receive(client, token);
            switch (request.kind()) {
                case CONNECT -> connect(client, request);
                case LISTEN -> listen(client, request);
            }
        } catch (IOException unauthorized) {
            Channels.closeQuietly(client);
        }
    }

    private void connect(SocketChannel client, RelayRequest request) throws IOException {
        SocketChannel pod;
        try {
            pod = doors.connect(request.pod().getHostAddress(), request.podPort());
        } catch (IOException failure) {
            RelayReply.refuse(client, String.valueOf(failure.getMessage()));
            client.close();
            return;
        }
        RelayReply.accept(client);
        Splice.start(client, pod, threads, () -> {});
    }

    /** The connection that asked for the listener is its lease: the listener ends with it. */
    private void listen(SocketChannel lease, RelayRequest request) throws IOException {
        try (lease) {
            try (ServerSocketChannel inPod = doors.listen(request.pod().getHostAddress(), request.podPort())) {
                RelayReply.accept(lease);
                threads.execute(() -> passOn(inPod, request.hostPort()));
                lease.read(ByteBuffer.allocate(1));
            } catch (IOException failure) {
                RelayReply.refuse(lease, String.valueOf(failure.getMessage()));
            }
        }
    }

    private void passOn(ServerSocketChannel inPod, int hostPort) {
        try (inPod) {
            while (inPod.isOpen()) {
                SocketChannel fromPod = inPod.accept();
                try {
                    SocketChannel toHost =
                            SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), hostPort));
                    Splice.start(fromPod, toHost, threads, () -> {});
                } catch (IOException ownerIsGone) {
                    Channels.reset(fromPod);
                    return;
                }
            }
        } catch (IOException closed) {
            // the lease has ended
        }
    }
}
