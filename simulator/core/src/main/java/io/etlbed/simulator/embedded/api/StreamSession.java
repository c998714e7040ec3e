package io.etlbed.simulator.embedded.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program in a container whose streams are the channels of a WebSocket: what comes and goes between the two. */
final class StreamSession implements SocketSession {

    private static final Logger LOG = LoggerFactory.getLogger(StreamSession.class);
    private static final int PIECE = 32 * 1024;

    /** For a program whose input has ended to do what is left: fabric8's client leaves before its upload is written. */
    private static final long TIME_TO_FINISH_SECONDS = 3;

    private final ChannelSocket socket;
    private final ContainerSession program;
    private final Streams wanted;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean inputEnded;
    private volatile boolean programEnded;

    StreamSession(ChannelSocket socket, ContainerSession program, Streams wanted) {
        this.socket = socket;
        this.program = program;
        this.wanted = wanted;
    }

    /** Starts to send what the program writes; at its end the client is told how it ended. */
    @Override
    public void begin(Executor threads) {
        try {
            // As Kubernetes does: a client that waits for the first message learns that all is well.
            int first = wanted.stdout() ? Channel.STDOUT : wanted.stderr() ? Channel.STDERR : Channel.ERROR;
            socket.send(first, new byte[0]);
            CompletableFuture<Void> stdout = pump(program.stdout(), Channel.STDOUT, wanted.stdout(), threads);
            CompletableFuture<Void> stderr = pump(program.stderr(), Channel.STDERR, wanted.stderr(), threads);
            threads.execute(() -> finish(stdout, stderr));
        } catch (IOException | RejectedExecutionException closing) {
            gone();
        }
    }

    /** A message of the client. What the program does not read holds up the client. */
    @Override
    public void receive(ByteBuffer message) {
        if (!message.hasRemaining()) {
            return;
        }
        int channel = message.get() & 0xFF;
        try {
            if (channel == Channel.STDIN && wanted.stdin()) {
                byte[] bytes = new byte[message.remaining()];
                message.get(bytes);
                program.stdin().write(bytes);
                program.stdin().flush();
            } else if (channel == Channel.CLOSE && message.hasRemaining() && message.get() == Channel.STDIN) {
                inputEnded = true;
                program.stdin().close();
            } else if (channel == Channel.RESIZE) {
                TerminalSize.parse(message).ifPresent(size -> program.resize(size.columns(), size.rows()));
            } else {
                LOG.debug("a message for channel {} is ignored", channel);
            }
        } catch (IOException closed) {
            LOG.debug("the program reads no more: {}", closed.toString());
        }
    }

    /** The client is gone, or is to go: the program ends with it, soon where the client has ended its input before. */
    @Override
    public void gone() {
        if (over.compareAndSet(false, true)) {
            socket.disconnect();
            if (!inputEnded) {
                program.abandon();
            } else if (!programEnded) {
                Executor later = CompletableFuture.delayedExecutor(TIME_TO_FINISH_SECONDS, TimeUnit.SECONDS);
                later.execute(this::abandonUnlessEnded);
            }
        }
    }

    private void abandonUnlessEnded() {
        if (!programEnded) {
            program.abandon();
        }
    }

    private CompletableFuture<Void> pump(InputStream output, int channel, boolean sent, Executor threads) {
        return CompletableFuture.runAsync(
                () -> {
                    try (output) {
                        byte[] piece = new byte[PIECE];
                        for (int count = output.read(piece); count >= 0; count = output.read(piece)) {
                            if (sent) {
                                socket.send(channel, piece, count);
                            }
                        }
                    } catch (IOException broken) {
                        LOG.debug("channel {} ends: {}", channel, broken.toString());
                        gone();
                    }
                },
                threads);
    }

    private void finish(CompletableFuture<Void> stdout, CompletableFuture<Void> stderr) {
        try {
            int code = program.awaitExit();
            programEnded = true;
            CompletableFuture.allOf(stdout, stderr).join();
            if (over.compareAndSet(false, true)) {
                socket.send(Channel.ERROR, Json.write(ExitStatus.of(code)));
                socket.end();
            }
        } catch (IOException leftEarlier) {
            LOG.debug("nobody hears how the program ended: {}", leftEarlier.toString());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            gone();
        }
    }
}
