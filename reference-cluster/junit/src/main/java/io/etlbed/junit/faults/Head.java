package io.etlbed.junit.faults;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The head of a request or an answer, as it came.
 *
 * @param first the request line or the status line
 * @param headers the lines after it
 */
record Head(String first, List<String> headers) {

    private static final int LONGEST = 256 * 1024;

    Head {
        headers = List.copyOf(headers);
    }

    /**
     * Reads one.
     *
     * @return empty where the stream ends before it
     */
    static Optional<Head> read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        int lineLength = 0;
        while (bytes.size() < LONGEST) {
            int next = in.read();
            if (next < 0) {
                if (bytes.size() == 0) {
                    return Optional.empty();
                }
                throw new EOFException("the stream ends in the middle of a head");
            }
            bytes.write(next);
            if (next == '\n' && lineLength == 0) {
                if (bytes.size() > 2) {
                    return Optional.of(parse(bytes.toString(StandardCharsets.ISO_8859_1)));
                }
                bytes.reset(); // empty lines before a head mean nothing
            } else if (next == '\n') {
                lineLength = 0;
            } else if (next != '\r') {
                lineLength++;
            }
        }
        throw new IOException("a head longer than " + LONGEST + " bytes");
    }

    private static Head parse(String text) {
        List<String> lines = text.lines().filter(line -> !line.isEmpty()).toList();
        return new Head(lines.get(0), lines.subList(1, lines.size()));
    }

    void write(OutputStream out) throws IOException {
        String text = first + "\r\n"
                + String.join("", headers.stream().map(line -> line + "\r\n").toList()) + "\r\n";
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** The first value of a header, in lower case; its name in lower case, too. */
    Optional<String> header(String name) {
        return headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip().toLowerCase(Locale.ROOT))
                .findFirst();
    }

    String method() {
        return word(0);
    }

    String target() {
        return word(1);
    }

    /** Of an answer; 0 where its status line has none. */
    int status() {
        String status = word(1);
        return status.matches("\\d{3}") ? Integer.parseInt(status) : 0;
    }

    private String word(int index) {
        String[] words = first.split(" ", 3);
        return index < words.length ? words[index] : "";
    }

    boolean closes() {
        return header("connection").orElse("").contains("close") || first.contains("HTTP/1.0");
    }
}
