package io.etlbed.simulator.handler;

/** What a container runs, as {@code main} is to a process. Shared by all containers of its image. */
@FunctionalInterface
public interface HandlerProgram {

    /**
     * One run of one container, on a thread of its own; a restart is another run. The container ends when this returns, and
     * with it whatever it serves and every thread that serves it. An init container just does its work here.
     *
     * <p>Where it is to stop, {@link HandlerContainer#awaitStop()} tells; where it has not ended after the grace period of
     * the pod it is killed: its threads are interrupted and its connections closed.
     *
     * @return the exit code, 0–255 (the lowest eight bits count)
     * @throws Exception ends the container with exit code 1, and its stack trace goes to the log
     */
    int run(HandlerContainer container) throws Exception;
}
