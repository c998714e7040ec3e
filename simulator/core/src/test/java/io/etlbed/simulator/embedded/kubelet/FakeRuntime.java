package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.PodNetwork;
import io.etlbed.simulator.embedded.runtime.ContainerLog;
import io.etlbed.simulator.embedded.runtime.ContainerProgram;
import io.etlbed.simulator.embedded.runtime.ContainerSpec;
import io.etlbed.simulator.embedded.runtime.OutputTaps;
import io.etlbed.simulator.embedded.runtime.PodRuntime;
import io.etlbed.simulator.embedded.runtime.PodSandbox;
import io.etlbed.simulator.embedded.runtime.ProgramSpec;
import io.etlbed.simulator.embedded.runtime.RunningContainer;
import io.etlbed.simulator.embedded.runtime.SandboxSpec;
import io.etlbed.simulator.embedded.runtime.StartException;
import io.etlbed.simulator.embedded.runtime.Usage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A runtime whose containers do what the test says. */
final class FakeRuntime implements PodRuntime {

    final BlockingQueue<FakeContainer> starts = new LinkedBlockingQueue<>();
    final List<SandboxSpec> sandboxes = new CopyOnWriteArrayList<>();
    final AtomicInteger closed = new AtomicInteger();
    final AtomicInteger failuresToCome = new AtomicInteger();

    /** Waits for the next start of a container. */
    FakeContainer next() throws InterruptedException {
        FakeContainer started = starts.poll(30, TimeUnit.SECONDS);
        if (started == null) {
            throw new IllegalStateException("no container was started");
        }
        return started;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public PodSandbox create(SandboxSpec spec) throws StartException {
        if (failuresToCome.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
            throw new StartException("no room");
        }
        sandboxes.add(spec);
        return new PodSandbox() {
            @Override
            public RunningContainer start(ContainerSpec container) {
                FakeContainer started = new FakeContainer(container);
                starts.add(started);
                return started;
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }

    @Override
    public PodNetwork network() {
        return new PodNetwork() {
            @Override
            public SocketChannel connect(String podIp, int port) throws IOException {
                throw new IOException("connection refused");
            }

            @Override
            public ServerSocketChannel listen(String podIp, int port) throws IOException {
                throw new IOException("not here");
            }
        };
    }

    @Override
    public void close() {}

    /** One run of a container. */
    static final class FakeContainer implements RunningContainer {
        final ContainerSpec spec;
        final CompletableFuture<Void> started = new CompletableFuture<>();
        final CompletableFuture<Integer> exit = new CompletableFuture<>();
        final CompletableFuture<Void> terminated = new CompletableFuture<>();
        final CompletableFuture<Void> killed = new CompletableFuture<>();
        private final ContainerLog log = new ContainerLog(Clock.systemUTC(), 1000);

        FakeContainer(ContainerSpec spec) {
            this.spec = spec;
        }

        FakeContainer run() {
            started.complete(null);
            return this;
        }

        void end(int code) {
            run();
            exit.complete(code);
        }

        @Override
        public CompletableFuture<Void> started() {
            return started;
        }

        @Override
        public CompletableFuture<Integer> exit() {
            return exit;
        }

        @Override
        public ContainerLog log() {
            return log;
        }

        @Override
        public ContainerProgram exec(ProgramSpec program) throws StartException {
            throw new StartException("nothing runs here");
        }

        @Override
        public OutputTaps taps() {
            return new OutputTaps();
        }

        @Override
        public Optional<OutputStream> stdin() {
            return Optional.empty();
        }

        @Override
        public Usage usage() {
            return new Usage(0, 0);
        }

        @Override
        public void terminate() {
            terminated.complete(null);
        }

        @Override
        public void kill() {
            killed.complete(null);
            exit.complete(137);
        }
    }
}
