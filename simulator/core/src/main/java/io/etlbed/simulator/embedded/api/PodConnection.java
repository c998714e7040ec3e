package io.etlbed.simulator.embedded.api;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to a port of a pod on behalf of a client, who may send before there is one and leave at any time. */
final class PodConnection {

    private static final Logger LOG = LoggerFactory.getLogger(PodConnection.class);
    private static final int PIECE = 32 * 1024;

    private final CompletableFuture<SocketChannel> opened = new CompletableFuture<>();
    private final CompletableFuture<Void> clientEnd = new CompletableFuture<>();

    /** Takes what the pod sends. */
    @FunctionalInterface
    interface Sink {

        /** @throws IOException if the client is gone */
        void take(byte[] bytes, int length) throws IOException;
    }

    /**
     * Opens it.
     *
     * @throws IOException if nothing listens there, or the client has left
     */
    void open(PodPorts ports, int port) throws IOException {
        try {
            SocketChannel channel = ports.connect(port);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (!opened.complete(channel)) {
                breakOff(channel);
                throw new IOException("the client has left");
            }
        } catch (IOException refused) {
            opened.completeExceptionally(refused);
            throw refused;
        }
    }

    /** Hands on what the pod sends until it sends no more. */
    void copy(Sink sink) throws IOException {
        SocketChannel pod = opened.join();
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        while (read(pod, piece) >= 0) {
            sink.take(piece.array(), piece.position());
            piece.clear();
        }
    }

    private static int read(SocketChannel pod, ByteBuffer piece) {
        try {
            return pod.read(piece);
        } catch (IOException broken) {
            LOG.debug("a connection to a pod broke: {}", broken.toString());
            return -1;
        }
    }

    /** Sends to the pod, as soon as there is a connection and the pod takes it. */
    void write(ByteBuffer bytes) {
        try {
            SocketChannel pod = opened.join();
            while (bytes.hasRemaining()) {
                pod.write(bytes);
            }
        } catch (IOException | CompletionException broken) {
            LOG.debug("a pod takes no more: {}", broken.toString());
        }
    }

    /** The client sends no more. */
    void finish() {
        try {
            opened.join().shutdownOutput();
        } catch (IOException | CompletionException broken) {
            LOG.debug("a pod has ended first: {}", broken.toString());
        }
        clientEnd.complete(null);
    }

    /** Waits until the client sends no more, and closes. */
    void closeAfterClient() throws IOException {
        clientEnd.join();
        opened.join().close();
    }

    /** Breaks it off: the pod sees a reset. */
    void reset() {
        boolean came = !opened.completeExceptionally(new IOException("the client has left"));
        if (came && !opened.isCompletedExceptionally()) {
            breakOff(opened.join());
        }
        clientEnd.complete(null);
    }

    private static void breakOff(SocketChannel channel) {
        try (channel) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException closedAlready) {
            LOG.debug("a pod has ended first: {}", closedAlready.toString());
        }
    }
}
