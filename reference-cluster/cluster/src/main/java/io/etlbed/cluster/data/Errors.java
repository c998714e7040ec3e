package io.etlbed.cluster.data;

import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.ErrorBody;
import io.etlbed.cluster.wire.Header;
import io.etlbed.cluster.wire.MethodNotAllowedException;
import io.etlbed.cluster.wire.PercentCoding;
import io.etlbed.cluster.wire.UnavailableException;
import java.util.HashMap;
import java.util.Map;

/** Failures as AIStore answers them. */
final class Errors {

    private Errors() {}

    /** Error JSON; of a HEAD it is in a header (API-08). What is not an {@link AisException} is told without details. */
    static ControlResponse response(String node, RequestHead request, Throwable cause) {
        boolean told = cause instanceof AisException;
        int status = cause instanceof AisException known ? known.status() : 500;
        String message = told ? String.valueOf(cause.getMessage()) : node + ": internal error; see the node's log";
        ErrorBody body = new ErrorBody(
                status,
                message,
                request.method(),
                decoded(request.rawPath()),
                request.remoteAddress(),
                request.header(Header.CALLER_ID).orElse(""),
                node);
        if (request.isHead()) {
            return new ControlResponse(status, Map.of("Hdr-Error", body.headerValue()), new byte[0]);
        }
        return new ControlResponse(status, headers(cause), body.bytes());
    }

    private static Map<String, String> headers(Throwable cause) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("X-Content-Type-Options", "nosniff");
        if (cause instanceof MethodNotAllowedException method) {
            headers.put("Allow", method.allowed());
        } else if (cause instanceof UnavailableException unavailable) {
            headers.put("Retry-After", Long.toString(unavailable.retryAfterSeconds()));
        }
        return headers;
    }

    private static String decoded(String rawPath) {
        try {
            return PercentCoding.decode(rawPath);
        } catch (AisException e) {
            return rawPath;
        }
    }
}
