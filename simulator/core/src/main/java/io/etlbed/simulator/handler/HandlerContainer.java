package io.etlbed.simulator.handler;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One run of a container, as its own code sees it. Safe for any thread. */
public interface HandlerContainer {

    /** Its name in the pod. */
    String name();

    /** The pod's address, {@code status.podIP}. */
    String podIp();

    /** The container's {@code command} and {@code args}, with variables expanded; empty where it has neither. */
    List<String> command();

    /** All its variables, {@code HOSTNAME} among them. */
    Map<String, String> environment();

    /** The {@code containerPort}s that it declares, in their order. */
    List<Integer> ports();

    /** Writes to the container's log, line by line; a line end is added where there is none. */
    void log(String text);

    /**
     * Answers HTTP/1.1 on a port of the pod. Pods have ports of their own: any number of them may have port 80. Each
     * connection has a thread.
     *
     * @param port 1–65535
     * @throws IOException if a container of this pod has the port already
     */
    void serve(int port, RequestHandler handler) throws IOException;

    /**
     * Answers on every declared port; on port 80 where none is declared.
     *
     * @throws IOException if a container of this pod has one of them already
     */
    void serve(RequestHandler handler) throws IOException;

    /** Waits until the container is told to stop, which is what SIGTERM is to a process. */
    void awaitStop() throws InterruptedException;

    /**
     * Waits until the container is told to stop, or so long; a handler that answers late waits by this.
     *
     * @return whether it is to stop
     */
    boolean awaitStop(Duration limit) throws InterruptedException;

    /** Takes no more requests, on any port, and waits for those that are under way. */
    void drain() throws InterruptedException;

    /**
     * Ends the container at once with an exit code, as {@code System.exit} ends a process: what is being answered breaks off,
     * and its pod's restart policy decides what follows.
     *
     * @param code 0–255 (the lowest eight bits count)
     * @return nothing: it throws, and its type is for callers that write {@code throw container.exit(1)}
     */
    Error exit(int code);
}
