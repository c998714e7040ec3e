package io.etlbed.cluster.control;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The answer to a control call.
 *
 * @param status HTTP status
 * @param headers all but {@code Content-Length}, which the server adds
 * @param body may be empty
 */
public record ControlResponse(int status, Map<String, String> headers, byte[] body) {

    public ControlResponse {
        headers = Map.copyOf(headers);
    }

    /** 200 without a body. */
    public static ControlResponse ok() {
        return new ControlResponse(200, Map.of(), new byte[0]);
    }

    /** 200 with plain text, as ids are answered. */
    public static ControlResponse text(String text) {
        return new ControlResponse(
                200, Map.of("Content-Type", "text/plain; charset=utf-8"), text.getBytes(StandardCharsets.UTF_8));
    }

    /** 200 with JSON that is already written out. */
    public static ControlResponse json(byte[] json) {
        return new ControlResponse(200, Map.of("Content-Type", "application/json"), json);
    }
}
