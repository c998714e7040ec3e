package io.etlbed.cluster.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as a tree that forgives: what is absent, null or of another kind reads as empty. It needs the parser alone, which
 * loads several times faster than data binding does.
 */
record Json(@Nullable Object value) {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Json ABSENT = new Json(null);

    /** Writes one JSON text. */
    @FunctionalInterface
    interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    /** Reads one JSON text and closes the stream. */
    static Json read(InputStream in) throws IOException {
        try (JsonParser parser = FACTORY.createParser(in)) {
            parser.nextToken();
            return new Json(value(parser));
        }
    }

    /** The members of one object, written by {@code content}. */
    static byte[] object(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The text itself; empty where this is none. */
    String text() {
        return value instanceof String || value instanceof Number ? value.toString() : "";
    }

    Json get(String member) {
        return value instanceof Map<?, ?> members ? new Json(members.get(member)) : ABSENT;
    }

    /** A member's text, also of a number. */
    String text(String member) {
        return get(member).text();
    }

    /** A member's whole number, which the protocol often writes as text. */
    long number(String member) throws IOException {
        String found = text(member);
        try {
            return found.isEmpty() ? 0 : Long.parseLong(found);
        } catch (NumberFormatException e) {
            throw new IOException("the cluster answered \"" + found + "\" where " + member + " should be a number", e);
        }
    }

    /** A member's number, with its fraction. */
    double decimal(String member) throws IOException {
        String found = text(member);
        try {
            return found.isEmpty() ? 0 : Double.parseDouble(found);
        } catch (NumberFormatException e) {
            throw new IOException("the cluster answered \"" + found + "\" where " + member + " should be a number", e);
        }
    }

    /** The elements of an array. */
    List<Json> items() {
        List<Json> items = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(item -> items.add(new Json(item)));
        }
        return items;
    }

    /** The members of an object, in the order written. */
    Map<String, Json> members() {
        Map<String, Json> members = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> members.put(String.valueOf(name), new Json(member)));
        }
        return members;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IOException("the cluster answered nothing where JSON was expected");
        }
        return switch (token) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> items(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static Map<String, @Nullable Object> members(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return members;
    }

    private static List<@Nullable Object> items(JsonParser parser) throws IOException {
        List<@Nullable Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return items;
    }
}
