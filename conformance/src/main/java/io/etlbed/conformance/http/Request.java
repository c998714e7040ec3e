package io.etlbed.conformance.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request to be sent.
 *
 * @param target raw path with query, below the endpoint, or an absolute URL
 * @param follow whether redirects are followed, with the same method, headers and body
 * @param timeout until the last byte of the answer
 */
public record Request(
        String method, String target, Map<String, String> headers, Payload body, boolean follow, Duration timeout) {

    /** Long enough for pods to start on a loaded machine. */
    private static final Duration PATIENT = Duration.ofMinutes(3);

    public static Request of(String method, String target) {
        return new Request(method, target, Map.of(), Payload.none(), true, PATIENT);
    }

    /** The same, sent to another place. */
    public Request at(String other) {
        return new Request(method, other, headers, body, follow, timeout);
    }

    public Request body(Payload payload) {
        return new Request(method, target, headers, payload, follow, timeout);
    }

    public Request body(String text) {
        return body(Payload.of(text));
    }

    public Request header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Request(method, target, more, body, follow, timeout);
    }

    /** Gives the redirect itself as the answer. */
    public Request noFollow() {
        return new Request(method, target, headers, body, false, timeout);
    }

    public Request within(Duration limit) {
        return new Request(method, target, headers, body, follow, limit);
    }
}
