package io.etlbed.simulator.embedded.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The bodies of requests: read whole, since they are small by a limit. */
final class Bodies {

    /** What Kubernetes allows as well, in bytes. */
    static final int LARGEST = 3 * 1024 * 1024;

    private static final String JSON = "application/json";

    private Bodies() {}

    /** @throws io.etlbed.simulator.embedded.store.ApiStatusException 413 if it is larger than {@link #LARGEST} */
    static byte[] read(Context ctx) throws IOException {
        if (ctx.req().getContentLengthLong() > LARGEST) {
            throw Errors.tooLarge(LARGEST);
        }
        byte[] body = ctx.bodyInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw Errors.tooLarge(LARGEST);
        }
        return body;
    }

    /** The body if it is JSON, as it is without a type; 415 otherwise, protobuf included. */
    static byte[] readJson(Context ctx) throws IOException {
        String type = type(ctx);
        if (!type.isEmpty() && !type.equals(JSON)) {
            throw Errors.unsupportedMediaType(List.of(JSON));
        }
        return read(ctx);
    }

    /** The content type without its parameters, in lower case; empty if there is none. */
    static String type(Context ctx) {
        String header = ctx.contentType();
        if (header == null) {
            return "";
        }
        int parameters = header.indexOf(';');
        String type = parameters < 0 ? header : header.substring(0, parameters);
        return type.strip().toLowerCase(Locale.ROOT);
    }
}
