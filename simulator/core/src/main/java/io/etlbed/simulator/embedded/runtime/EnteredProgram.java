package io.etlbed.simulator.embedded.runtime;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

/** A program behind a process that entered a container and waits for it. */
record EnteredProgram(Process entered, ProcessSession session) implements ContainerProgram {

    @Override
    public OutputStream stdin() {
        return entered.getOutputStream();
    }

    @Override
    public InputStream stdout() {
        return entered.getInputStream();
    }

    @Override
    public InputStream stderr() {
        return entered.getErrorStream();
    }

    @Override
    public CompletableFuture<Integer> exit() {
        return entered.onExit().thenApply(Process::exitValue);
    }

    @Override
    public void kill() {
        session.kill();
        entered.destroyForcibly();
    }
}
