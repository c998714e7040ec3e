package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.protobuf.ProtobufException;
import io.etlbed.simulator.embedded.protobuf.ProtobufObject;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;

/** The bodies of requests: read whole, since they are small by a limit. */
final class Bodies {

    /** What Kubernetes allows as well, in bytes. */
    static final int LARGEST = 3 * 1024 * 1024;

    private static final long MOST_DISCARDED = 256L * 1024 * 1024;

    private static final String JSON = "application/json";
    private static final String YAML = "application/yaml";
    private static final List<String> TYPES = List.of(JSON, YAML, ProtobufObject.TYPE);

    private Bodies() {}

    /** @throws ApiStatusException 413 if it is larger than {@link #LARGEST} */
    static byte[] read(Context ctx) throws IOException {
        InputStream in = ctx.bodyInputStream();
        boolean declaredTooLarge = ctx.req().getContentLengthLong() > LARGEST;
        if (declaredTooLarge && ctx.header("Expect") != null) {
            throw Errors.tooLarge(LARGEST);
        }
        byte[] body = declaredTooLarge ? new byte[0] : in.readNBytes(LARGEST + 1);
        if (declaredTooLarge || body.length > LARGEST) {
            discard(in);
            throw Errors.tooLarge(LARGEST);
        }
        return body;
    }

    /** A client that is still sending when the connection is closed does not see why; so it may send for a while. */
    private static void discard(InputStream in) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        int read = in.read(buffer);
        for (long left = MOST_DISCARDED; read >= 0 && left > 0; left -= read) {
            read = in.read(buffer);
        }
    }

    /**
     * The object in the body, which is JSON where no type is said.
     *
     * @throws ApiStatusException 400 if it is none, 413 if it is too large, 415 if it is in another format
     */
    static ObjectNode readObject(Context ctx) throws IOException {
        return object(type(ctx), read(ctx));
    }

    /** Like {@link #readObject}, for bodies that may be left out: an empty one is an empty object. */
    static ObjectNode readOptions(Context ctx) throws IOException {
        byte[] body = read(ctx);
        return body.length == 0 ? JsonNodeFactory.instance.objectNode() : object(type(ctx), body);
    }

    /** @throws ApiStatusException 400 if a field is there and says something else */
    static void requireText(ObjectNode body, String field, List<String> expected) {
        String found = body.path(field).asText();
        if (!found.isEmpty() && !expected.contains(found)) {
            throw ApiStatusException.badRequest("the " + field + " in the data (" + found
                    + ") does not match the expected " + field + " (" + expected.get(0) + ")");
        }
    }

    private static ObjectNode object(String type, byte[] body) {
        return switch (type) {
            case "", JSON -> Json.parseObject(body);
            case YAML -> Yaml.parseObject(body);
            case ProtobufObject.TYPE -> {
                try {
                    yield ProtobufObject.read(body);
                } catch (ProtobufException e) {
                    throw ApiStatusException.badRequest(String.valueOf(e.getMessage()));
                }
            }
            default -> throw Errors.unsupportedMediaType(TYPES);
        };
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
