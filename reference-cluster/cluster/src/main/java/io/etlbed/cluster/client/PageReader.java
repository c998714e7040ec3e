package io.etlbed.cluster.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads a page of a list as it comes, without a tree of it: lists are long. It forgives what {@link Json} does. */
final class PageReader {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonParser parser;
    private final List<ObjectEntry> entries = new ArrayList<>();
    private String uuid = "";
    private String token = "";

    private PageReader(JsonParser parser) {
        this.parser = parser;
    }

    /** Reads one page and closes the stream. */
    static ObjectPage read(InputStream in) throws IOException {
        try (JsonParser parser = FACTORY.createParser(in)) {
            PageReader reader = new PageReader(parser);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the cluster answered no page where one of a list was expected");
            }
            reader.page();
            // To the very end: a connection whose answer was not read to it is not used again.
            if (parser.nextToken() != null) {
                throw new IOException("the cluster answered more than the page of a list");
            }
            return new ObjectPage(reader.uuid, reader.entries, reader.token);
        }
    }

    private void page() throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (member) {
                case "uuid" -> uuid = text(value);
                case "continuation_token" -> token = text(value);
                case "entries" -> entries(value);
                default -> parser.skipChildren();
            }
        }
    }

    private void entries(JsonToken begin) throws IOException {
        if (begin != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
            if (item == JsonToken.START_OBJECT) {
                entries.add(entry());
            } else {
                parser.skipChildren();
            }
        }
    }

    private ObjectEntry entry() throws IOException {
        String name = "";
        long size = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (member) {
                case "name" -> name = text(value);
                case "size" -> size = size(text(value));
                default -> parser.skipChildren();
            }
        }
        return new ObjectEntry(name, size);
    }

    /** Of a string or number; empty for anything else. */
    private String text(JsonToken value) throws IOException {
        if (value.isStructStart()) {
            parser.skipChildren();
            return "";
        }
        return value == JsonToken.VALUE_STRING || value.isNumeric() ? parser.getText() : "";
    }

    /** The protocol writes it as text. */
    private static long size(String text) throws IOException {
        try {
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IOException("the cluster answered \"" + text + "\" where size should be a number", e);
        }
    }
}
