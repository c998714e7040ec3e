package io.etlbed.junit.faults;

import java.time.Duration;

/**
 * A rule in the making: which requests, which of them, before or after their side effect; the last call says what happens,
 * and puts it in force. Unless told, every request to the place, and before its side effect where the kind is one of status,
 * reset, delay and stall, after it where it is a truncation or a corruption. Not safe for use by several threads.
 */
public interface FaultRule {

    /** Requests of that method alone, such as {@code GET}. */
    FaultRule method(String method);

    /**
     * Requests to such paths alone, as they are sent, without the query.
     *
     * @param pattern {@code *} is any text without a slash, {@code **} any text
     */
    FaultRule path(String pattern);

    /** Requests alone whose query has that text in it, such as {@code watch=true}. */
    FaultRule query(String part);

    /** The n-th of the matching requests, from 1, and no other. */
    FaultRule nth(long n);

    /** The first n of the matching requests. */
    FaultRule first(long n);

    /** Every n-th of the matching requests. */
    FaultRule every(long n);

    /**
     * Each matching request with a probability. The same seed chooses the same ones, counted in the order in which they come.
     *
     * @param probability 0–1
     */
    FaultRule withProbability(double probability, long seed);

    /**
     * Acts upon the request. A status, a reset and a stall mean that it is not passed on; a delay, that it is passed on later;
     * a truncation and a corruption, that its body is passed on so.
     */
    FaultRule beforeEffect();

    /** Passes the request on as it is, and acts upon the answer. */
    FaultRule afterEffect();

    /** Answers with a status and a short text. */
    Fault status(int status);

    /** Answers with a status and a text. */
    Fault status(int status, String body);

    /** Resets the connection. */
    Fault reset();

    /** Lets so many bytes of the body pass, then closes the connections in good order. */
    Fault truncate(long bytes);

    /** Waits so long. */
    Fault delay(Duration time);

    /** Waits at least so long, and up to {@code jitter} longer; the same seed waits the same times. */
    Fault delay(Duration least, Duration jitter, long seed);

    /** Lets nothing pass until the client leaves, or {@link Faults#reset()}. */
    Fault stall();

    /** Changes the first byte of the body, and every thousandth after it. */
    Fault corrupt();

    /**
     * Changes bytes of the body.
     *
     * @param first the first one, from 0
     * @param step of the next ones, at least 1
     */
    Fault corrupt(long first, long step);
}
