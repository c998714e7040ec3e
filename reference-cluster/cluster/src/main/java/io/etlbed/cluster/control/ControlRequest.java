package io.etlbed.cluster.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A control call, read in full.
 *
 * @param method upper case, such as {@code PUT}
 * @param path the decoded segments, without empty ones: {@code /v1/etl/my-etl} is {@code [v1, etl, my-etl]}
 * @param query decoded parameters, in the order sent; the first of a repeated name counts
 * @param headers names in lower case; the first of a repeated name counts
 * @param body as sent, never parsed by content type; empty where there is none
 * @param remoteAddress {@code host:port} of the caller
 */
public record ControlRequest(
        String method,
        List<String> path,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body,
        String remoteAddress) {

    /** A query parameter, absent where it is not given or empty. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }

    /** A header by its lower-case name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The same with another path. */
    public ControlRequest at(List<String> another) {
        return new ControlRequest(method, another, query, headers, body, remoteAddress);
    }

    /** The path as a client would write it, for messages: {@code /v1/etl/my-etl}. */
    public String pathText() {
        return "/" + String.join("/", path);
    }
}
