package io.etlbed.cluster.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * An answer with a status of 200 to 299, its body still to be read. Closing it before the end of the body closes the
 * connection.
 */
record Answer(URI from, int status, HttpHeaders headers, InputStream body) implements AutoCloseable {

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The body, which is one of those short ones that control calls answer. */
    byte[] bytes() throws IOException {
        try (body) {
            return body.readAllBytes();
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
