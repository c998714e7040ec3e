package io.etlbed.cluster.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The error JSON of AIStore (API-08).
 *
 * @param status the HTTP status again; clients decide by it
 * @param message what was wrong
 * @param method of the request
 * @param url_path of the request, decoded, without query
 * @param remote_addr {@code host:port} of the client
 * @param caller the node that called, or empty
 * @param node the node that failed, such as {@code t[t0abcdefgh]}
 */
public record ErrorBody(
        int status, String message, String method, String url_path, String remote_addr, String caller, String node) {

    /** As answered in a body: JSON and two newlines. */
    public byte[] bytes() {
        byte[] json = Json.write(this);
        byte[] body = Arrays.copyOf(json, json.length + 2);
        body[json.length] = '\n';
        body[json.length + 1] = '\n';
        return body;
    }

    /** As answered in the header {@code Hdr-Error} of a HEAD: one line of ASCII. */
    public String headerValue() {
        return new String(Json.write(this), StandardCharsets.US_ASCII);
    }
}
