package io.etlbed.conformance.http;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A request and its answer.
 *
 * @param first where the request went at first
 * @param hops where redirects led it, in order; empty where there was none
 * @param status of the last answer
 * @param headers of the last answer
 */
public record Exchange(
        Request request, URI first, List<URI> hops, int status, HttpHeaders headers, Received body, Duration time) {

    public Exchange {
        hops = List.copyOf(hops);
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The body as text. */
    public String text() {
        return body.text();
    }

    /** Where the last answer came from. */
    public URI answeredBy() {
        return hops.isEmpty() ? first : hops.get(hops.size() - 1);
    }

    /** The answer in one line, for people. */
    public String summary() {
        String text = Printable.oneLine(body.text(), 600);
        return status + (text.isEmpty() ? ", empty body" : " " + text);
    }

    /** Both sides as text of several lines, for reports. */
    public Transcript transcript() {
        return Transcript.of(this);
    }

    /** A shell line that does the same again. */
    public String curl() {
        return Curl.line(request, first);
    }
}
