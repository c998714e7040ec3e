package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.embedded.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One run of a container as a tree of processes. */
final class ProcessContainer implements RunningContainer {

    /** How long those who read along may hold up the end. */
    private static final long READERS_PATIENCE_SECONDS = 3;

    private final ContainerTree tree;
    private final ContainerLog log;
    private final OutputTaps taps = new OutputTaps();
    private final ProgramStarter programs;
    private final ContainerGroup group;
    private final ContainerSpec spec;
    private final Path message;
    private final Path folder;
    private final CompletableFuture<Void> screenRead = new CompletableFuture<>();
    private volatile @Nullable Terminal terminal;
    private volatile byte[] lastWords = new byte[0];
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final AtomicLong mostCpu = new AtomicLong();

    /**
     * Follows a process that was started.
     *
     * @param message the file for its last words
     * @param folder where native code may be unpacked
     */
    ProcessContainer(
            ContainerTree tree,
            ContainerLog log,
            ProgramStarter programs,
            ContainerGroup group,
            ContainerSpec spec,
            Path message,
            Path folder) {
        this.tree = tree;
        this.log = log;
        this.programs = programs;
        this.group = group;
        this.spec = spec;
        this.message = message;
        this.folder = folder;
    }

    /**
     * Reads its output until it ends, on a thread of its own.
     *
     * @param atEnd runs before the end is told
     */
    void follow(String name, String token, Runnable atEnd) {
        LogPump pump = new LogPump(tree.root().getInputStream(), log::append, taps, token, () -> began(name));
        Thread reader = new Thread(() -> read(pump, atEnd), "etlbed-log-" + name);
        reader.setDaemon(true);
        reader.start();
        Executor later = CompletableFuture.delayedExecutor(READERS_PATIENCE_SECONDS, TimeUnit.SECONDS);
        group.watch(name, this);
        CompletableFuture<Process> ended = tree.root().onExit();
        CompletableFuture<Void> unused = ended.thenRunAsync(taps::giveUp, later);
        CompletableFuture<Void> unusedToo = ended.thenRunAsync(tree::sweep);
    }

    /** The command is there, or waits for its terminal. */
    private void began(String name) {
        if (!spec.tty()) {
            started.complete(null);
            return;
        }
        try {
            ProcessHandle shell = tree.inside().orElseThrow(() -> new IOException("it was ended while it started"));
            Terminal opened = ContainerTerminal.open(shell.pid(), folder);
            terminal = opened;
            CompletableFuture<Void> unused = tree.root().onExit().thenRun(opened::programEnded);
            LogPump pump = LogPump.ofRunning(opened.shown(), log::append, taps);
            Thread reader = new Thread(() -> readScreen(pump), "etlbed-screen-" + name);
            reader.setDaemon(true);
            reader.start();
            try (OutputStream input = tree.root().getOutputStream()) {
                input.write((opened.number() + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            started.complete(null);
        } catch (IOException failure) {
            started.completeExceptionally(new StartException(String.valueOf(failure.getMessage()), failure));
            kill();
        }
    }

    private void readScreen(LogPump pump) {
        pump.run();
        screenRead.complete(null);
    }

    private void read(LogPump pump, Runnable atEnd) {
        pump.run();
        if (terminal != null) {
            screenRead.join();
        }
        log.close();
        taps.end();
        // All that held the pipe has ended, and this one does so at once.
        int code = tree.root().onExit().join().exitValue();
        group.close();
        lastWords = MessageFile.read(message);
        atEnd.run();
        String complaint = pump.complaint();
        started.completeExceptionally(
                new StartException(complaint.isEmpty() ? "it was ended while it started" : complaint));
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
    public ContainerProgram exec(ProgramSpec spec) throws StartException {
        return programs.start(spec);
    }

    @Override
    public OutputTaps taps() {
        return taps;
    }

    @Override
    public Optional<OutputStream> stdin() {
        if (!spec.stdin()) {
            return Optional.empty();
        }
        Terminal present = terminal;
        return Optional.of(present == null ? tree.root().getOutputStream() : present.typed());
    }

    @Override
    public Usage usage() {
        Usage now = ProcessUsage.of(tree.root().toHandle());
        // A process that ends while we look may be missed once.
        return new Usage(mostCpu.accumulateAndGet(now.cpuNanos(), Math::max), now.memoryBytes());
    }

    @Override
    public void resize(int columns, int rows) {
        Terminal present = terminal;
        if (present != null) {
            present.resize(columns, rows);
        }
    }

    @Override
    public boolean outOfMemory() {
        return group.outOfMemory();
    }

    @Override
    public byte[] terminationMessage() {
        return lastWords.clone();
    }

    @Override
    public List<String> shortfalls() {
        return group.shortfalls();
    }

    @Override
    public void terminate() {
        if (!started.isDone()) {
            kill();
            return;
        }
        tree.terminate();
    }

    @Override
    public void kill() {
        tree.kill();
    }
}
