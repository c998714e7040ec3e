package io.etlbed.conformance.probe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;

/** What a GET of the probe is answered. */
final class ProbeFetch implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 60_000;

    private final HttpURLConnection connection;
    private final int status;

    /** There was no answer. */
    static final class Unreachable extends IOException {

        private static final long serialVersionUID = 1L;

        Unreachable(IOException cause) {
            super(cause.toString(), cause);
        }
    }

    private ProbeFetch(HttpURLConnection connection, int status) {
        this.connection = connection;
        this.status = status;
    }

    /** @param url escaped as it is to be sent */
    static ProbeFetch open(String url) throws Unreachable {
        try {
            // The client of java.net.http would leave a thread behind, and a URI would not take every URL.
            if (!(new URL(url).openConnection() instanceof HttpURLConnection connection)) {
                throw new IOException("not an http:// address");
            }
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setRequestProperty("Connection", "close");
            return new ProbeFetch(connection, connection.getResponseCode());
        } catch (IOException e) {
            throw new Unreachable(e);
        }
    }

    int status() {
        return status;
    }

    /** Of an answer of any status. */
    InputStream body() throws IOException {
        InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
        return body == null ? new ByteArrayInputStream(new byte[0]) : body;
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
