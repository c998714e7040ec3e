package io.etlbed.cluster.client;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request, before it is known which node answers it.
 *
 * @param method upper case
 * @param path where to
 * @param query encoded, without {@code ?}; may be empty
 * @param headers added to those of the HTTP client
 * @param body what is sent
 * @param streamed whether the node is asked before the body is sent ({@code Expect: 100-continue})
 * @param patience how long the answer's head may take
 */
record Call(
        String method,
        UrlPath path,
        String query,
        Map<String, String> headers,
        Optional<ObjectBody> body,
        boolean streamed,
        Optional<Duration> patience) {

    /** Control calls are answered at once. */
    private static final Duration CONTROL = Duration.ofMinutes(2);

    static Call of(String method, UrlPath path, String query) {
        return new Call(method, path, query, Map.of(), Optional.empty(), false, Optional.of(CONTROL));
    }

    static Call of(String method, UrlPath path) {
        return of(method, path, "");
    }

    Call json(byte[] text) {
        return new Call(
                method,
                path,
                query,
                plus("Content-Type", "application/json"),
                Optional.of(ObjectBody.of(text)),
                streamed,
                patience);
    }

    /** A body of any length; sending it and storing it takes what it takes. */
    Call stream(ObjectBody bytes) {
        return new Call(method, path, query, headers, Optional.of(bytes), bytes.length() != 0, Optional.empty());
    }

    Call header(String name, String value) {
        return new Call(method, path, query, plus(name, value), body, streamed, patience);
    }

    /** For what takes as long as it takes, such as pods that start. */
    Call patient() {
        return new Call(method, path, query, headers, body, streamed, Optional.empty());
    }

    URI at(String endpoint) {
        return URI.create(endpoint + path.encoded() + (query.isEmpty() ? "" : "?" + query));
    }

    private Map<String, String> plus(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return more;
    }
}
