package io.etlbed.ci.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads heads of answers, and leaves the bodies to be read. */
final class HeadReader {

    private static final int BUFFER = 64 << 10;
    private static final int LONGEST_LINE = 16 << 10;
    private static final int MOST_HEADERS = 200;

    private final InputStream in;
    private final byte[] line = new byte[LONGEST_LINE];
    private boolean heard;

    HeadReader(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER);
    }

    InputStream stream() {
        return in;
    }

    /** A call is being sent: from here on it is known whether any of its answer has come. */
    void expect() {
        heard = false;
    }

    /** Whether at least a byte of the answer has come. */
    boolean heard() {
        return heard;
    }

    /**
     * The next head.
     *
     * @param status the status line has it in second place
     */
    record Head(int status, Map<String, String> headers) {

        boolean says(String header, String word) {
            return headers.getOrDefault(header, "").toLowerCase(Locale.ROOT).contains(word);
        }
    }

    Head head() throws IOException {
        String first = line();
        String[] words = first.split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[1-5][0-9][0-9]")) {
            throw new IOException("\"" + first + "\" is no HTTP answer");
        }
        Map<String, String> headers = new HashMap<>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            if (colon < 1 || headers.size() == MOST_HEADERS) {
                throw new IOException("\"" + header + "\" is no header of an answer");
            }
            headers.putIfAbsent(
                    header.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        return new Head(Integer.parseInt(words[1]), headers);
    }

    /** A line without its end. */
    String line() throws IOException {
        int length = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed before the answer was complete");
            }
            heard = true;
            if (length == LONGEST_LINE) {
                throw new IOException("an answer with a line of more than " + LONGEST_LINE + " bytes");
            }
            line[length++] = (byte) next;
        }
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, end, StandardCharsets.UTF_8);
    }
}
