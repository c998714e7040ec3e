package io.etlbed.cluster.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** An object that is being read. Closing it before its end closes the connection to the node. */
public final class ObjectContent implements AutoCloseable {

    private final Answer answer;

    ObjectContent(Answer answer) {
        this.answer = answer;
    }

    /** The bytes, as they arrive. */
    public InputStream stream() {
        return answer.body();
    }

    /** How many bytes there are; absent where it shows only at the end, as with most transformed objects. */
    public OptionalLong length() {
        return answer.headers().firstValueAsLong("Content-Length");
    }

    /** Of the answer; 200, or 206 for a part. */
    public int status() {
        return answer.status();
    }

    /** All headers of the answer, by their names in any case. */
    public Map<String, List<String>> headers() {
        return answer.headers().map();
    }

    /** A header of the answer, by its name in any case. */
    public Optional<String> header(String name) {
        return answer.header(name);
    }

    @Override
    public void close() throws IOException {
        answer.close();
    }
}
