package io.etlbed.cluster.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists as JSON. No entries are {@code null}, as AIStore has it. */
final class JsonList implements ListForm {

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .rootValueSeparator((SerializableString) null)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private static final byte[] BEGIN = ascii("{\"uuid\":");
    private static final byte[] ENTRIES = ascii(",\"entries\":");
    private static final byte[] NONE = ascii("null");
    private static final byte[] TOKEN = ascii(",\"continuation_token\":");
    private static final byte[] END = ascii(",\"flags\":0}");

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public EntryWriter writer(OutputStream to) {
        try {
            JsonGenerator json = FACTORY.createGenerator(to);
            return entry -> write(entry, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(ListEntry entry, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", entry.name());
        write("size", entry.size(), json);
        write("checksum", entry.checksum(), json);
        write("atime", entry.atime(), json);
        write("version", entry.version(), json);
        write("target_url", entry.target_url(), json);
        Integer copies = entry.copies();
        if (copies != null) {
            json.writeNumberField("copies", copies);
        }
        json.writeNumberField("flags", entry.flags());
        json.writeEndObject();
        json.flush();
    }

    private static void write(String member, @Nullable String value, JsonGenerator json) throws IOException {
        if (value != null) {
            json.writeStringField(member, value);
        }
    }

    @Override
    public byte[] page(String uuid, List<ListFrame> entries, String token) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(ListFrame.bytes(entries) + entries.size() + 128);
        out.writeBytes(BEGIN);
        out.writeBytes(Json.write(uuid));
        out.writeBytes(ENTRIES);
        if (entries.isEmpty()) {
            out.writeBytes(NONE);
        } else {
            char before = '[';
            for (ListFrame entry : entries) {
                out.write(before);
                entry.writeTo(out);
                before = ',';
            }
            out.write(']');
        }
        out.writeBytes(TOKEN);
        out.writeBytes(Json.write(token));
        out.writeBytes(END);
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
