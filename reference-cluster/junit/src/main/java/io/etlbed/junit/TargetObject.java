package io.etlbed.junit;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a target answers to a transformer that asks it for an object. */
final class TargetObject implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 60_000;
    private static final int LONGEST_REASON = 4096;

    private final HttpURLConnection connection;
    private final int status;

    private TargetObject(HttpURLConnection connection, int status) {
        this.connection = connection;
        this.status = status;
    }

    /**
     * Asks.
     *
     * @param base {@code AIS_TARGET_URL}
     * @param target the rest of the address, escaped as it is to be sent
     */
    static TargetObject open(String base, String target) throws IOException {
        String url = (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + target;
        // The client of java.net.http would leave a thread behind, and a URI would not take every target.
        if (!(new URL(url).openConnection() instanceof HttpURLConnection connection)) {
            throw new IOException("not an http:// address");
        }
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setRequestProperty("Connection", "close");
        return new TargetObject(connection, connection.getResponseCode());
    }

    int status() {
        return status;
    }

    OptionalLong length() {
        long length = connection.getContentLengthLong();
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    InputStream body() throws IOException {
        return connection.getInputStream();
    }

    /** What it says of an error. */
    String reason() throws IOException {
        try (@Nullable InputStream error = connection.getErrorStream()) {
            return error == null ? "" : new String(error.readNBytes(LONGEST_REASON), StandardCharsets.UTF_8).strip();
        }
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
