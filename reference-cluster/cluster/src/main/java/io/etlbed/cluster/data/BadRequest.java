package io.etlbed.cluster.data;

import io.etlbed.cluster.wire.AisException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/** What is said to a client that does not speak HTTP, or too much of it. */
final class BadRequest {

    static final byte[] CONTINUE = ResponseHead.ascii("HTTP/1.1 100 Continue\r\n\r\n");

    private BadRequest() {}

    static AisException of(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return new AisException(414, "the request line is too long: " + cause.getMessage(), cause);
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new AisException(431, "the request headers are too long: " + cause.getMessage(), cause);
        }
        return new AisException(400, "not an HTTP request: " + cause.getMessage(), cause);
    }
}
