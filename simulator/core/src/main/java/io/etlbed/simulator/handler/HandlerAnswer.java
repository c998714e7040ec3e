package io.etlbed.simulator.handler;

import java.io.IOException;
import java.io.OutputStream;

/** The answer to a request: headers, then one of {@code send} and {@code begin}, once; or none of them and the end. */
public interface HandlerAnswer {

    /**
     * Adds a header.
     *
     * @throws IllegalArgumentException for what cannot be one, and for {@code Content-Length}, {@code Transfer-Encoding} and
     *     {@code Connection}, which follow from the rest
     */
    HandlerAnswer header(String name, String value);

    /** Answers with a body in one piece. */
    void send(int status, byte[] body) throws IOException;

    /** Answers with a text in UTF-8, {@code text/plain} unless the headers say otherwise. */
    void send(int status, String text) throws IOException;

    /**
     * Sends the head of an answer whose length is not known; the body goes in chunks.
     *
     * @return for the body; every write is sent at once
     */
    OutputStream begin(int status) throws IOException;

    /**
     * Sends the head of an answer of so many bytes.
     *
     * @return for the body; every write is sent at once, and more than announced is refused
     */
    OutputStream begin(int status, long length) throws IOException;

    /**
     * Closes the connection in good order where the answer stands: without an answer, or in the middle of one, which the
     * client sees by the missing end.
     */
    void hangUp();

    /** Breaks the connection off where the answer stands: the client sees a reset. */
    void reset();
}
