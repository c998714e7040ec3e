package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.api.ContainerSession;
import io.etlbed.simulator.embedded.runtime.ContainerProgram;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;

/** A program that a client has started in a container. */
record ProgramSession(ContainerProgram program) implements ContainerSession {

    @Override
    public OutputStream stdin() {
        return program.stdin();
    }

    @Override
    public InputStream stdout() {
        return program.stdout();
    }

    @Override
    public InputStream stderr() {
        return program.stderr();
    }

    @Override
    public int awaitExit() throws InterruptedException {
        try {
            return program.exit().get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("the exit code of a program is not known", impossible);
        }
    }

    @Override
    public void resize(int columns, int rows) {
        program.resize(columns, rows);
    }

    @Override
    public void abandon() {
        program.kill();
    }
}
