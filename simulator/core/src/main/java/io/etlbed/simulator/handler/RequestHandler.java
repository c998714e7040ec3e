package io.etlbed.simulator.handler;

/** Answers requests. Shared by all containers of its image and called by many threads at once. */
@FunctionalInterface
public interface RequestHandler {

    /**
     * Answers one request. It may begin its answer while the request still comes in. What it leaves open is completed: a body
     * of unknown length ends here, a shorter one than announced breaks off, and no answer at all is a 500.
     *
     * @throws Exception is a 500 with its message where the answer has not begun; the connection is reset where it has. The
     *     stack trace goes to the container's log
     */
    void handle(HandlerRequest request, HandlerAnswer answer) throws Exception;
}
