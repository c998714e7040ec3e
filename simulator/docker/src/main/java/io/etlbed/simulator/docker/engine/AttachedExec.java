package io.etlbed.simulator.docker.engine;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a program that reads its input to the end. The library never tells it of the end; here half of the connection is closed,
 * as {@code docker exec -i} does.
 *
 * @param address of the engine: a socket, or TCP without TLS
 */
record AttachedExec(String address, Tail out, Tail errors) {

    private static final Logger LOG = LoggerFactory.getLogger(AttachedExec.class);
    private static final String UNIX = "unix://";
    private static final int PIECE = 256 * 1024;
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int STDERR = 2;
    private static final String BODY = "{\"Detach\":false,\"Tty\":false}";

    /** Whether the engine is reached in a way that this knows. */
    static boolean knows(String address) {
        boolean tls = !System.getenv().getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty();
        return address.startsWith(UNIX) || (address.startsWith("tcp://") && !tls);
    }

    /**
     * Starts what was made, sends its input and hears its output until it ends.
     *
     * @throws InterruptedIOException if it has not ended within the limit
     */
    void run(String exec, InputStream input, Duration limit) throws IOException, InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        AtomicReference<Boolean> late = new AtomicReference<>(false);
        try (SocketChannel channel = open()) {
            thread("docker-exec-limit", () -> {
                try {
                    if (!ended.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                        late.set(true);
                        channel.shutdownInput(); // ends the reading
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            InputStream answer = new BufferedInputStream(Channels.newInputStream(channel), PIECE);
            upgrade(exec, channel, answer);
            thread("docker-exec-input", () -> send(input, channel));
            hear(new DataInputStream(answer));
        } catch (ClosedByInterruptException e) {
            // Whoever goes on with the exception knows of the interruption.
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException("while a program ran").initCause(e);
        } finally {
            ended.countDown();
        }
        if (late.get()) {
            throw new InterruptedIOException("it has not ended after " + limit.toSeconds() + " s");
        }
    }

    private static void thread(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        LOG.debug("{}", name, e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private SocketChannel open() throws IOException {
        if (address.startsWith(UNIX)) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(address.substring(UNIX.length())));
            return channel;
        }
        URI tcp = URI.create(address);
        return SocketChannel.open(new InetSocketAddress(tcp.getHost(), tcp.getPort()));
    }

    private static void upgrade(String exec, SocketChannel channel, InputStream answer) throws IOException {
        String request = String.join(
                "\r\n",
                "POST /exec/" + exec + "/start HTTP/1.1",
                "Host: docker",
                "Connection: Upgrade",
                "Upgrade: tcp",
                "Content-Type: application/json",
                "Content-Length: " + BODY.length(),
                "",
                BODY);
        write(channel, ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        String status = line(answer);
        String header = line(answer);
        while (!header.isEmpty()) {
            header = line(answer);
        }
        // 200 is of engines that do not say that they switch.
        if (!status.contains(" 101 ") && !status.contains(" 200 ")) {
            throw new IOException(status + ": " + line(answer));
        }
    }

    private static String line(InputStream from) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int each = from.read(); each != '\n' && each >= 0; each = from.read()) {
            if (line.length() > LONGEST_LINE) {
                throw new IOException("the engine answers with a line of more than " + LONGEST_LINE + " bytes");
            }
            line.append((char) each);
        }
        return line.toString().strip();
    }

    /** A program that ends before its input does is not at fault: its exit code tells how it went. */
    private static void send(InputStream input, SocketChannel channel) throws IOException {
        byte[] piece = new byte[PIECE];
        for (int count = input.read(piece); count >= 0; count = input.read(piece)) {
            write(channel, ByteBuffer.wrap(piece, 0, count));
        }
        channel.shutdownOutput();
    }

    /** Not by a stream of the channel: before JDK 19 it would wait while another thread reads. */
    private static void write(SocketChannel channel, ByteBuffer piece) throws IOException {
        while (piece.hasRemaining()) {
            channel.write(piece);
        }
    }

    /** Each piece of output has a head of eight bytes: which output it is of, and its length. */
    private void hear(DataInputStream answer) throws IOException {
        while (true) {
            long head;
            try {
                head = answer.readLong();
            } catch (EOFException end) {
                return;
            }
            long left = head & 0xffff_ffffL;
            Tail tail = head >>> 56 == STDERR ? errors : out;
            while (left > 0) {
                byte[] piece = answer.readNBytes((int) Math.min(left, PIECE));
                if (piece.length == 0) {
                    return;
                }
                tail.add(piece);
                left -= piece.length;
            }
        }
    }
}
