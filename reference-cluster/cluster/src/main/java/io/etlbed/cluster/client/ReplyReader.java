package io.etlbed.cluster.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads an HTTP/1.1 answer whose body is short: that of an upload. */
final class ReplyReader {

    private static final int LONGEST_LINE = 16 << 10;
    private static final int MOST_HEADERS = 200;

    private final InputStream in;

    ReplyReader(InputStream in) {
        this.in = in;
    }

    /** The next status line and headers, also of an interim answer (1xx), without a body. */
    Reply head() throws IOException {
        String line = line();
        String[] parts = line.split(" ", 3);
        if (parts.length < 2 || !parts[0].startsWith("HTTP/1.") || !parts[1].matches("[1-5][0-9][0-9]")) {
            throw new IOException("not an HTTP answer: \"" + line + "\"");
        }
        Map<String, List<String>> headers = new TreeMap<>();
        int count = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            count++;
            if (colon < 1 || count > MOST_HEADERS) {
                throw new IOException("not the headers of an HTTP answer: \"" + header + "\"");
            }
            headers.computeIfAbsent(
                            header.substring(0, colon).strip().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(header.substring(colon + 1).strip());
        }
        return new Reply(
                Integer.parseInt(parts[1]),
                HttpHeaders.of(headers, (name, value) -> true),
                InputStream.nullInputStream());
    }

    /** The body behind a head, at most {@code limit} bytes of it. */
    Reply withBody(Reply head, int limit) throws IOException {
        return new Reply(head.status(), head.headers(), new ByteArrayInputStream(body(head, limit)));
    }

    private byte[] body(Reply head, int limit) throws IOException {
        if (head.status() == 204 || head.status() == 304) {
            return new byte[0];
        }
        boolean chunked = head.headers()
                .firstValue("transfer-encoding")
                .filter(coding -> coding.equalsIgnoreCase("chunked"))
                .isPresent();
        if (chunked) {
            return chunks(limit);
        }
        long length = head.headers().firstValueAsLong("content-length").orElse(limit);
        return in.readNBytes((int) Math.max(0, Math.min(length, limit)));
    }

    private byte[] chunks(int limit) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (all.size() < limit) {
            int size = size(line());
            if (size == 0) {
                break;
            }
            all.write(in.readNBytes(Math.min(size, limit - all.size())));
            line();
        }
        return all.toByteArray();
    }

    private static int size(String line) throws IOException {
        try {
            int end = line.indexOf(';');
            return Integer.parseUnsignedInt((end < 0 ? line : line.substring(0, end)).strip(), 16);
        } catch (NumberFormatException e) {
            throw new IOException("not the size of a chunk: \"" + line + "\"", e);
        }
    }

    /** A line of Latin-1, without its end. */
    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed before the answer was complete");
            }
            if (line.length() > LONGEST_LINE) {
                throw new IOException("the answer has a line of more than " + LONGEST_LINE + " characters");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
