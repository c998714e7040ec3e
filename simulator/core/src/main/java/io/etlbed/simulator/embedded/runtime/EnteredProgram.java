package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.embedded.terminal.Terminal;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A program behind a process that entered a container and waits for it.
 *
 * @param terminal the one that it is on, if any; the streams of the process lead nowhere then
 */
record EnteredProgram(Process entered, ProcessSession session, Optional<Terminal> terminal)
        implements ContainerProgram {

    @Override
    public OutputStream stdin() {
        return terminal.map(Terminal::typed).orElseGet(entered::getOutputStream);
    }

    @Override
    public InputStream stdout() {
        return terminal.map(Terminal::shown).orElseGet(entered::getInputStream);
    }

    @Override
    public InputStream stderr() {
        return entered.getErrorStream();
    }

    @Override
    public void resize(int columns, int rows) {
        terminal.ifPresent(present -> present.resize(columns, rows));
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
