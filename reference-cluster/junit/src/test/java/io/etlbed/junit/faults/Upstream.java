package io.etlbed.junit.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server behind a station, whose every byte the test reads and writes itself. */
final class Upstream implements AutoCloseable {

    static final int PATIENCE_SECONDS = 30;

    final ServerSocket listener;
    private final BlockingQueue<Peer> accepted = new LinkedBlockingQueue<>();
    private final List<Peer> peers = new CopyOnWriteArrayList<>();

    Upstream() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread acceptor = new Thread(this::acceptAll, "upstream");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    private void acceptAll() {
        try {
            while (true) {
                Peer peer = new Peer(listener.accept());
                peers.add(peer);
                accepted.add(peer);
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    /** The next connection that comes in. */
    Peer next() throws InterruptedException {
        Peer peer = accepted.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (peer == null) {
            throw new IllegalStateException("nobody connects");
        }
        return peer;
    }

    Socket connect() throws IOException {
        return new Socket(listener.getInetAddress(), listener.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Peer peer : peers) {
            peer.close();
        }
    }

    /** One end of a connection. */
    static final class Peer implements AutoCloseable {

        final Socket socket;
        private final InputStream in;

        Peer(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout(PATIENCE_SECONDS * 1000);
            this.in = socket.getInputStream();
        }

        Peer send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            return this;
        }

        /** Reads until that has come. */
        String read(String until) throws IOException {
            StringBuilder text = new StringBuilder();
            while (text.indexOf(until) < 0) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("the end, after: " + text);
                }
                text.append((char) next);
            }
            return text.toString();
        }

        /** Reads to the end. */
        String readAll() throws IOException {
            return new String(in.readAllBytes(), ISO_8859_1);
        }

        void leave() throws IOException {
            socket.close();
        }

        @Override
        public void close() throws IOException {
            leave();
        }
    }
}
