package io.etlbed.simulator.embedded.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.etlbed.simulator.embedded.store.ApiStatusException;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Refusals of requests that never come to a route, such as one with a path that is none: a Status as all others. */
final class StatusErrors extends ErrorHandler {

    private static final HttpField TYPE = new HttpField(HttpHeader.CONTENT_TYPE, Views.JSON);
    private static final Map<Integer, String> REASONS = Map.of(
            400,
            "BadRequest",
            404,
            "NotFound",
            405,
            "MethodNotAllowed",
            413,
            "RequestEntityTooLarge",
            500,
            "InternalError",
            503,
            "ServiceUnavailable");

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, Throwable cause, Callback callback) {
        response.getHeaders().put(TYPE);
        Content.Sink.write(response, true, new String(status(code, message), UTF_8), callback);
    }

    private static byte[] status(int code, String message) {
        return Json.write(new ApiStatusException(code, REASONS.getOrDefault(code, ""), message, null).toStatus());
    }
}
