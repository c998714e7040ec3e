package io.etlbed.simulator.embedded.runtime;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One run of a container as a tree of processes: unshare, the shell that entered, the command. */
final class ProcessContainer implements RunningContainer {

    /** How long those who read along may hold up the end. */
    private static final long READERS_PATIENCE_SECONDS = 3;

    private final Process unshare;
    private final ContainerLog log;
    private final OutputTaps taps = new OutputTaps();
    private final ProgramStarter programs;
    private final ContainerGroup group;
    private final boolean stdin;
    private final Path message;
    private volatile byte[] lastWords = new byte[0];
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final AtomicLong mostCpu = new AtomicLong();

    /**
     * Follows a process that was started.
     *
     * @param stdin whether the command reads what is written to the process
     * @param message the file for its last words
     */
    ProcessContainer(
            Process unshare,
            ContainerLog log,
            ProgramStarter programs,
            ContainerGroup group,
            boolean stdin,
            Path message) {
        this.unshare = unshare;
        this.log = log;
        this.programs = programs;
        this.group = group;
        this.stdin = stdin;
        this.message = message;
    }

    /**
     * Reads its output until it ends, on a thread of its own.
     *
     * @param atEnd runs before the end is told
     */
    void follow(String name, String token, Runnable atEnd) {
        LogPump pump = new LogPump(unshare.getInputStream(), log::append, taps, token, () -> started.complete(null));
        Thread reader = new Thread(() -> read(pump, atEnd), "etlbed-log-" + name);
        reader.setDaemon(true);
        reader.start();
        Executor later = CompletableFuture.delayedExecutor(READERS_PATIENCE_SECONDS, TimeUnit.SECONDS);
        group.watch(name, this);
        CompletableFuture<Void> unused = unshare.onExit().thenRunAsync(taps::giveUp, later);
    }

    private void read(LogPump pump, Runnable atEnd) {
        pump.run();
        log.close();
        taps.end();
        // All that held the pipe has ended, and unshare does so at once.
        int code = unshare.onExit().join().exitValue();
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
        return programs.start(unshare.toHandle(), spec);
    }

    @Override
    public OutputTaps taps() {
        return taps;
    }

    @Override
    public Optional<OutputStream> stdin() {
        return stdin ? Optional.of(unshare.getOutputStream()) : Optional.empty();
    }

    @Override
    public Usage usage() {
        Usage now = ProcessUsage.of(unshare.toHandle());
        // A process that ends while we look may be missed once.
        return new Usage(mostCpu.accumulateAndGet(now.cpuNanos(), Math::max), now.memoryBytes());
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
        for (ProcessHandle shell : ProcessTree.children(unshare.toHandle())) {
            ProcessTree.children(shell).forEach(ProcessHandle::destroy);
        }
    }

    @Override
    public void kill() {
        unshare.destroyForcibly();
    }
}
