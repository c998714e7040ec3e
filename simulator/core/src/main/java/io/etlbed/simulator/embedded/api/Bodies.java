package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.protobuf.ProtobufException;
import io.etlbed.simulator.embedded.protobuf.ProtobufObject;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;

/** The bodies of requests: read whole, since they are small by a limit. */
final class Bodies {

    /** In bytes. */
    static final int LARGEST = BodyReader.LARGEST;

    private static final String JSON = "application/json";
    private static final String YAML = "application/yaml";
    private static final List<String> TYPES = List.of(JSON, YAML, ProtobufObject.TYPE);

    private Bodies() {}

    /** @throws ApiStatusException 400, 408, 413 or 429, as {@link BodyReader#read} says */
    static byte[] read(Context ctx) {
        return BodyReader.read(ctx.req());
    }

    /**
     * The object in the body, which is JSON where no type is said.
     *
     * @throws ApiStatusException 400 if it is none, 413 if it is too large, 415 if it is in another format
     */
    static ObjectNode readObject(Context ctx) {
        return object(type(ctx), read(ctx));
    }

    /** Like {@link #readObject}, for bodies that may be left out: an empty one is an empty object. */
    static ObjectNode readOptions(Context ctx) {
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
