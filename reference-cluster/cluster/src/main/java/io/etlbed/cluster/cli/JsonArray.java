package io.etlbed.cluster.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/** A JSON array of flat objects, written while they come. */
final class JsonArray implements AutoCloseable {

    private final PrintStream out;
    private final JsonGenerator json;
    private final boolean array;
    private boolean within;

    JsonArray(PrintStream out) {
        this(out, true);
    }

    private JsonArray(PrintStream out, boolean array) {
        this.out = out;
        this.array = array;
        try {
            json = new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            if (array) {
                json.writeStartArray();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One object, in no array. */
    static JsonArray alone(PrintStream out) {
        return new JsonArray(out, false);
    }

    /** Begins the next object. */
    JsonArray object() {
        return write(() -> {
            if (within) {
                json.writeEndObject();
            }
            within = true;
            json.writeStartObject();
        });
    }

    JsonArray text(String name, String value) {
        return write(() -> json.writeStringField(name, value));
    }

    JsonArray number(String name, long value) {
        return write(() -> json.writeNumberField(name, value));
    }

    JsonArray decimal(String name, double value) {
        return write(() -> json.writeNumberField(name, value));
    }

    JsonArray flag(String name, boolean value) {
        return write(() -> json.writeBooleanField(name, value));
    }

    @Override
    public void close() {
        write(() -> {
            if (within) {
                json.writeEndObject();
            }
            if (array) {
                json.writeEndArray();
            }
            json.close();
        });
        out.append('\n');
    }

    private JsonArray write(Part part) {
        try {
            part.write();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Part {
        void write() throws IOException;
    }
}
