package io.etlbed.cluster.client;

import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * One request and its answer, as far as the head of the answer; a redirect is an exchange of its own.
 *
 * @param method upper case
 * @param url the node that was asked, with path and query
 * @param status of the answer; absent where none came
 * @param took until the head of the answer, or the failure
 * @param problem what the node said with a status of 400 and above, or why no answer came; empty where all is well
 */
public record HttpExchange(String method, URI url, OptionalInt status, Duration took, String problem) {

    /** Whether it was answered below 400. */
    public boolean succeeded() {
        return status.isPresent() && status.getAsInt() < 400;
    }
}
