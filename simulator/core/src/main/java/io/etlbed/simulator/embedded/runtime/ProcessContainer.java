package io.etlbed.simulator.embedded.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** One run of a container as a tree of processes: unshare, the shell that entered, the command. */
final class ProcessContainer implements RunningContainer {

    private final Process unshare;
    private final ContainerLog log;
    private final ProgramStarter programs;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final AtomicLong mostCpu = new AtomicLong();

    ProcessContainer(Process unshare, ContainerLog log, ProgramStarter programs) {
        this.unshare = unshare;
        this.log = log;
        this.programs = programs;
    }

    /**
     * Reads its output until it ends, on a thread of its own.
     *
     * @param atEnd runs before the end is told
     */
    void follow(String name, String token, Runnable atEnd) {
        LogPump pump = new LogPump(unshare.getInputStream(), log::append, token, () -> started.complete(null));
        Thread reader = new Thread(() -> read(pump, atEnd), "etlbed-log-" + name);
        reader.setDaemon(true);
        reader.start();
    }

    private void read(LogPump pump, Runnable atEnd) {
        pump.run();
        log.close();
        // All that held the pipe has ended, and unshare does so at once.
        int code = unshare.onExit().join().exitValue();
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
    public Usage usage() {
        Usage now = ProcessUsage.of(unshare.toHandle());
        // A process that ends while we look may be missed once.
        return new Usage(mostCpu.accumulateAndGet(now.cpuNanos(), Math::max), now.memoryBytes());
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
