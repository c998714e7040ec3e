package io.etlbed.simulator.embedded.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Containers whose programs do what a test says. A pod whose name begins with {@code stopped} does not run. */
final class FakeSessions implements PodSessions {

    final BlockingQueue<Program> started = new LinkedBlockingQueue<>();

    @Override
    public Optional<ContainerAccess> container(Pod pod, String container) {
        return pod.getMetadata().getName().startsWith("stopped") ? Optional.empty() : Optional.of(new Access());
    }

    /** The pod's ports are those of this host. */
    @Override
    public SocketChannel connect(Pod pod, int port) throws IOException {
        return SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private final class Access implements ContainerAccess {
        @Override
        public ContainerSession exec(List<String> command, boolean stdin, boolean tty) {
            if (command.get(0).equals("nosuch")) {
                throw new ApiStatusException(500, "InternalError", "exec: \"nosuch\": not found", null);
            }
            Program program = new Program(command, stdin);
            started.add(program);
            return program;
        }

        @Override
        public ContainerSession attach(boolean stdin) {
            return exec(List.of("attached"), stdin, false);
        }
    }

    Program next() throws InterruptedException {
        Program program = started.poll(30, TimeUnit.SECONDS);
        if (program == null) {
            throw new IllegalStateException("no program was started");
        }
        return program;
    }

    /** Says its words, or without an end where the first is {@code yes}; ends when it is told to. */
    static final class Program implements ContainerSession {

        final List<String> command;
        final boolean wantsInput;
        final Input input = new Input();
        final BlockingQueue<String> sizes = new LinkedBlockingQueue<>();
        final AtomicLong taken = new AtomicLong();
        final CompletableFuture<Integer> exit = new CompletableFuture<>();
        final CompletableFuture<Void> abandoned = new CompletableFuture<>();

        Program(List<String> command, boolean wantsInput) {
            this.command = command;
            this.wantsInput = wantsInput;
        }

        @Override
        public OutputStream stdin() {
            return input;
        }

        @Override
        public InputStream stdout() {
            return command.get(0).equals("yes")
                    ? new Endless()
                    : new ByteArrayInputStream(String.join(" ", command).getBytes(UTF_8));
        }

        @Override
        public InputStream stderr() {
            return InputStream.nullInputStream();
        }

        @Override
        public int awaitExit() throws InterruptedException {
            return exit.handle((code, killed) -> code == null ? 137 : code).join();
        }

        @Override
        public void resize(int columns, int rows) {
            sizes.add(columns + "x" + rows);
        }

        @Override
        public void abandon() {
            abandoned.complete(null);
            exit.complete(137);
        }

        private final class Endless extends InputStream {
            @Override
            public int read() {
                return 'y';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                if (abandoned.isDone()) {
                    return -1;
                }
                taken.addAndGet(length);
                return length;
            }
        }
    }

    /** What was sent to a program. */
    static final class Input extends ByteArrayOutputStream {

        final CompletableFuture<String> all = new CompletableFuture<>();

        @Override
        public void close() {
            all.complete(toString(UTF_8));
        }
    }
}
