package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The size of a client's terminal, in characters. */
record TerminalSize(int columns, int rows) {

    private static final int LONGEST = 1024;

    /** Empty where a client says something else. */
    static Optional<TerminalSize> parse(ByteBuffer message) {
        if (message.remaining() > LONGEST) {
            return Optional.empty();
        }
        byte[] text = new byte[message.remaining()];
        message.get(text);
        try {
            JsonNode size = Json.parse(text);
            int columns = size.path("Width").asInt();
            int rows = size.path("Height").asInt();
            return columns > 0 && rows > 0 ? Optional.of(new TerminalSize(columns, rows)) : Optional.empty();
        } catch (ApiStatusException noJson) {
            return Optional.empty();
        }
    }
}
