package io.etlbed.simulator.embedded.inproc;

import io.etlbed.simulator.embedded.runtime.Confinement;
import io.etlbed.simulator.embedded.runtime.ContainerLog;
import io.etlbed.simulator.embedded.runtime.ContainerProgram;
import io.etlbed.simulator.embedded.runtime.ContainerSpec;
import io.etlbed.simulator.embedded.runtime.OutputTaps;
import io.etlbed.simulator.embedded.runtime.ProgramSpec;
import io.etlbed.simulator.embedded.runtime.RunningContainer;
import io.etlbed.simulator.embedded.runtime.SandboxSpec;
import io.etlbed.simulator.embedded.runtime.StartException;
import io.etlbed.simulator.embedded.runtime.Usage;
import io.etlbed.simulator.handler.HandlerImage;
import io.etlbed.simulator.handler.RequestHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a container that is Java code. */
final class InprocContainer implements RunningContainer {

    static final int KILLED = 128 + 9;
    private static final int FAILED = 1;
    private static final Logger LOG = LoggerFactory.getLogger(InprocContainer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SandboxSpec pod;
    private final HandlerImage image;
    private final Confinement confinement;
    private final boolean tty;
    private final InprocNetwork network;
    private final ContainerLog log = new ContainerLog(Clock.systemUTC(), ContainerLog.USUAL_LIMIT);
    private final OutputTaps taps = new OutputTaps();
    private final LogText text = new LogText(log, taps);
    private final ContainerThreads threads;
    private final ContainerFace face;
    private final Queue<HttpPort> ports = new ConcurrentLinkedQueue<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private Runnable atEnd = () -> {};

    InprocContainer(SandboxSpec pod, ContainerSpec spec, HandlerImage image, InprocNetwork network) {
        this.pod = pod;
        this.image = image;
        this.confinement = spec.confinement();
        this.tty = spec.tty();
        this.network = network;
        this.threads = new ContainerThreads("etlbed-inproc-" + pod.hostname() + "-" + spec.name());
        this.face = new ContainerFace(this, pod, spec);
    }

    /** @param atEnd runs before the end is told */
    void start(Runnable atEnd) {
        this.atEnd = atEnd;
        threads.start(this::run);
    }

    private void run() {
        started.complete(null);
        try {
            end(image.program().run(face));
        } catch (ContainerExit asTold) {
            LOG.debug("{} has ended itself", threads.name());
        } catch (InterruptedException killed) {
            end(KILLED);
        } catch (Exception | Error failure) {
            failed(failure);
            end(FAILED);
        }
    }

    /** What the code of the container threw, unless it did so because it is ended. */
    void failed(Throwable failure) {
        if (!ended.get()) {
            text.append(failure);
        }
    }

    /** The first end counts. */
    void end(int code) {
        if (ended.compareAndSet(false, true)) {
            Thread last = new Thread(() -> clear(code & 0xFF), threads.name() + "-end");
            last.setDaemon(true);
            last.start();
        }
    }

    private void clear(int code) {
        ports.forEach(HttpPort::close);
        threads.interrupt();
        taps.giveUp();
        if (!threads.await(PATIENCE)) {
            LOG.warn("{}: its code does not end, though it is interrupted: {}", threads.name(), threads.alive());
        }
        log.close();
        taps.end();
        atEnd.run();
        exit.complete(code);
    }

    void serve(int port, RequestHandler handler) throws IOException {
        HttpPort opened = HttpPort.open(this, face, port, handler);
        try {
            network.open(pod.ip(), port, opened.hostPort());
        } catch (IOException taken) {
            opened.close();
            throw taken;
        }
        ports.add(opened);
        if (ended.get()) {
            opened.close();
        }
        opened.accept();
    }

    /** A port takes no more connections. */
    void closed(HttpPort port) {
        network.close(pod.ip(), port.port(), port.hostPort());
    }

    void drain() throws InterruptedException {
        for (HttpPort port : ports) {
            port.refuse();
        }
        for (HttpPort port : ports) {
            port.awaitIdle();
        }
    }

    void awaitStop() throws InterruptedException {
        stop.await();
    }

    boolean awaitStop(Duration limit) throws InterruptedException {
        return stop.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    ContainerThreads threads() {
        return threads;
    }

    LogText text() {
        return text;
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
    public ContainerProgram exec(ProgramSpec spec) throws StartException {
        throw new StartException(
                "image " + image.name()
                        + " is Java code in the JVM of the cluster: there is no process and no file system to run a program in");
    }

    @Override
    public OutputTaps taps() {
        return taps;
    }

    @Override
    public Optional<OutputStream> stdin() {
        return Optional.empty();
    }

    /** Memory cannot be told: the heap is everybody's. */
    @Override
    public Usage usage() {
        return new Usage(threads.cpuNanos(), 0);
    }

    @Override
    public List<String> shortfalls() {
        return Stream.concat(tty ? Stream.of("tty") : Stream.empty(), confinement.fields().stream())
                .map(field -> field + " is not kept: the container is Java code in the JVM of the cluster")
                .toList();
    }

    @Override
    public void terminate() {
        stop.countDown();
    }

    @Override
    public void kill() {
        end(KILLED);
    }
}
