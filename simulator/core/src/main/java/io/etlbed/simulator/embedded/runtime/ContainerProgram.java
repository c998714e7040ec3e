package io.etlbed.simulator.embedded.runtime;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

/**
 * A program that was started in a running container, besides the container's own. Nothing is buffered beyond a pipe: a
 * program whose output is not read waits.
 */
public interface ContainerProgram {

    /** Its input. */
    OutputStream stdin();

    /** Its output. At its end when the program, and whatever it has started that holds it, has closed it. */
    InputStream stdout();

    /** What it writes to standard error. */
    InputStream stderr();

    /** Its terminal has another size now; of no meaning to a program without one. */
    void resize(int columns, int rows);

    /** Done with the exit code (128 + signal where a signal ended it). */
    CompletableFuture<Integer> exit();

    /**
     * Ends it at once, together with what it has started; what has left its session (a daemon) stays, and ends with the
     * container.
     */
    void kill();
}
