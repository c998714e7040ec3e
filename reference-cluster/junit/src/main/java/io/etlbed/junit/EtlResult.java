package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an ETL has made of an object: the answer as a client got it, whatever its status. Results of more than 8 MiB are kept in
 * a file until the test is over.
 */
public final class EtlResult {

    private static final int LONGEST_IN_MEMORY = 256 << 20;

    private final String object;
    private final String etl;
    private final int status;
    private final Map<String, List<String>> headers;
    private final Spool content;
    private final Optional<String> error;
    private final Duration took;

    EtlResult(
            String object,
            String etl,
            int status,
            Map<String, List<String>> headers,
            Spool content,
            Optional<String> error,
            Duration took) {
        this.object = object;
        this.etl = etl;
        this.status = status;
        this.headers = headers;
        this.content = content;
        this.error = error;
        this.took = took;
    }

    /** What was transformed, for people: the name of a file, or an address. */
    public String object() {
        return object;
    }

    /** The ETL_ID that it was read through. */
    public String etl() {
        return etl;
    }

    /** HTTP status of the answer; 200 for all that was transformed. */
    public int status() {
        return status;
    }

    /** Whether the whole result came. */
    public boolean succeeded() {
        return error.isEmpty();
    }

    /** What the cluster said of a refusal, or how the answer broke off; empty for a whole result. */
    public Optional<String> error() {
        return error;
    }

    /** The headers of a whole answer, by their names in any case; none of a refusal. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** The first value of a header, by its name in any case. */
    public Optional<String> header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().stream())
                .findFirst();
    }

    /** How many bytes came. */
    public long size() {
        return content.size();
    }

    /** The bytes that came, from their beginning; the caller closes them. */
    public InputStream stream() throws IOException {
        return content.open();
    }

    /**
     * All the bytes that came.
     *
     * @throws io.etlbed.simulator.SimulatorException if there are more than 256 MiB of them
     */
    public byte[] bytes() {
        return Unchecked.call("the result of " + object + " cannot be held in memory", () -> {
            if (content.size() > LONGEST_IN_MEMORY) {
                throw new IOException("it has " + content.size() + " bytes; read it by stream()");
            }
            try (InputStream in = content.open()) {
                return in.readAllBytes();
            }
        });
    }

    /** The bytes as a text in UTF-8. */
    public String text() {
        return new String(bytes(), UTF_8);
    }

    /** From the request to the last byte. */
    public Duration took() {
        return took;
    }

    /** In a few words, such as {@code cat.jpg through shrinks-k3x91: 200, 12345 bytes}. */
    @Override
    public String toString() {
        return object + " through " + etl + ": " + status + ", " + size() + " bytes"
                + error.map(text -> "; " + text).orElse("");
    }
}
