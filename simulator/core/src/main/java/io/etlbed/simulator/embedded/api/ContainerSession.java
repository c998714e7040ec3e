package io.etlbed.simulator.embedded.api;

import java.io.InputStream;
import java.io.OutputStream;

/** A program in a container, and the client's hold of it. Its output is read as fast as the client takes it, and no faster. */
public interface ContainerSession {

    /** What it reads. */
    OutputStream stdin();

    /** What it writes; at its end when nobody can write to it any more. */
    InputStream stdout();

    /** What it writes to standard error. */
    InputStream stderr();

    /** Waits for its end, and returns its exit code. */
    int awaitExit() throws InterruptedException;

    /** The client's terminal has another size now; of no meaning to a program without one. */
    void resize(int columns, int rows);

    /** The client is gone. */
    void abandon();
}
