package io.etlbed.simulator.embedded.inproc;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Request line and headers.
 *
 * @param headers by their names in any case
 * @param length of the body; empty where it comes in chunks
 * @param current HTTP/1.1, not 1.0
 */
record RequestHead(
        String method, String target, Map<String, List<String>> headers, OptionalLong length, boolean current) {

    private static final int LONGEST = 64 * 1024;
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+\\-.^_`|~0-9A-Za-z]+");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

    /** Of a request that could not be read. */
    static RequestHead none() {
        return new RequestHead("", "", Map.of(), OptionalLong.of(0), true);
    }

    /**
     * Reads one.
     *
     * @throws BadRequest where it is none
     */
    static RequestHead read(InputStream in) throws IOException {
        String[] lines = text(in).split("\r?\n", -1);
        String[] words = lines[0].split(" ", -1);
        if (words.length != 3 || !TOKEN.matcher(words[0]).matches() || words[1].isEmpty()) {
            throw new BadRequest(400, "the request line is not METHOD TARGET VERSION: " + lines[0]);
        }
        if (!words[2].equals("HTTP/1.1") && !words[2].equals("HTTP/1.0")) {
            throw new BadRequest(505, "HTTP/1.1 or HTTP/1.0 is expected, not " + words[2]);
        }
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 0 || !TOKEN.matcher(lines[i].substring(0, colon)).matches()) {
                throw new BadRequest(400, "a header is not NAME: VALUE: " + lines[i]);
            }
            headers.computeIfAbsent(lines[i].substring(0, colon), name -> new ArrayList<>())
                    .add(lines[i].substring(colon + 1).strip());
        }
        headers.replaceAll((name, values) -> List.copyOf(values));
        return new RequestHead(words[0], words[1], headers, length(headers), words[2].equals("HTTP/1.1"));
    }

    /** Whether one of a header's values is that word. */
    boolean says(String header, String word) {
        return headers.getOrDefault(header, List.of()).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .anyMatch(value -> value.strip().toLowerCase(Locale.ROOT).equals(word));
    }

    /** Whether the client wants to send another request on this connection. */
    boolean keepsAlive() {
        return current ? !says("Connection", "close") : says("Connection", "keep-alive");
    }

    private static OptionalLong length(Map<String, List<String>> headers) throws BadRequest {
        List<String> codings = headers.getOrDefault("Transfer-Encoding", List.of());
        List<String> lengths = headers.getOrDefault("Content-Length", List.of());
        if (!codings.isEmpty()) {
            if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
                throw new BadRequest(501, "the only Transfer-Encoding known is chunked, not " + codings);
            }
            if (!lengths.isEmpty()) {
                throw new BadRequest(400, "both Content-Length and Transfer-Encoding");
            }
            return OptionalLong.empty();
        }
        if (lengths.isEmpty()) {
            return OptionalLong.of(0);
        }
        if (lengths.size() > 1 || !LENGTH.matcher(lengths.get(0)).matches()) {
            throw new BadRequest(400, "Content-Length is not one number: " + lengths);
        }
        return OptionalLong.of(Long.parseLong(lengths.get(0)));
    }

    private static String text(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream(512);
        int lineLength = 0;
        while (head.size() < LONGEST) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the client left in the middle of a request's head");
            }
            if (next == '\n' && lineLength == 0 && head.size() > 1) {
                return head.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            }
            if (next == '\n') {
                lineLength = 0;
            } else if (next != '\r') {
                lineLength++;
            }
            if (head.size() > 0 || (next != '\r' && next != '\n')) {
                head.write(next);
            }
        }
        throw new BadRequest(431, "the head of the request is longer than " + LONGEST + " bytes");
    }
}
