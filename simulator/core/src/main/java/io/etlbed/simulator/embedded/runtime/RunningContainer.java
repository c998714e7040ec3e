package io.etlbed.simulator.embedded.runtime;

import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One run of one container. A restart is another one. */
public interface RunningContainer {

    /** Done when the command runs; fails with {@link StartException} where it could not be run. */
    CompletableFuture<Void> started();

    /** Done with the exit code (128 + signal where a signal ended it) when every process of the container has ended. */
    CompletableFuture<Integer> exit();

    /** What it has written so far and goes on writing. */
    ContainerLog log();

    /**
     * Starts a program in it besides its own: with its root, network, variables and working directory.
     *
     * @throws StartException if it cannot be started; the message says why
     */
    ContainerProgram exec(ProgramSpec spec) throws StartException;

    /** For those who read along what it writes, to either stream. */
    OutputTaps taps();

    /** What its command reads; empty where its spec gives it no input. */
    Optional<OutputStream> stdin();

    /** Its terminal has another size now; of no meaning to a container without one. */
    default void resize(int columns, int rows) {}

    /** What it uses; not cheap, and asked for only when somebody wants to know. */
    Usage usage();

    /** Whether it, or a process of it, was ended because it had more memory than its limit. Known when it has ended. */
    default boolean outOfMemory() {
        return false;
    }

    /** The end of what it has left in the file for its last words. Known when it has ended. */
    default byte[] terminationMessage() {
        return new byte[0];
    }

    /** What of its {@link Confinement} is not kept here, and why. */
    default List<String> shortfalls() {
        return List.of();
    }

    /** Asks it to end (SIGTERM to its first process). */
    void terminate();

    /** Ends it, and all that it has started, at once. */
    void kill();
}
