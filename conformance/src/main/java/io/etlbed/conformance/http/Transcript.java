package io.etlbed.conformance.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * An exchange as text for people: bounded, and free of what a terminal or a page would obey.
 *
 * @param request its line, headers and body
 * @param answer where it came from if it was redirected, its status, headers and body
 */
public record Transcript(String request, String answer) {

    /** Characters of a body that are shown. */
    private static final int SHOWN = 4096;

    static Transcript of(Exchange exchange) {
        return new Transcript(request(exchange), answer(exchange));
    }

    private static String request(Exchange exchange) {
        Request request = exchange.request();
        StringBuilder text = new StringBuilder(request.method() + " " + exchange.first());
        request.headers().forEach((name, value) -> header(text, name, value));
        body(text, request.body());
        return text.toString();
    }

    private static String answer(Exchange exchange) {
        StringBuilder text = new StringBuilder();
        exchange.hops().forEach(hop -> text.append("→ ").append(hop).append('\n'));
        text.append(exchange.status());
        for (Map.Entry<String, List<String>> header : exchange.headers().map().entrySet()) {
            header.getValue().forEach(value -> header(text, header.getKey(), value));
        }
        Received body = exchange.body();
        if (body.length() > 0) {
            text.append("\n\n").append(readable(body.text(), body.length()));
        }
        return text.toString();
    }

    private static void header(StringBuilder text, String name, String value) {
        text.append('\n').append(Printable.oneLine(name + ": " + value, SHOWN));
    }

    private static void body(StringBuilder text, Payload payload) {
        if (payload instanceof Payload.Bytes bytes && payload.length() > 0) {
            int kept = (int) Math.min(bytes.bytes().length, 4L * SHOWN);
            text.append("\n\n")
                    .append(readable(new String(bytes.bytes(), 0, kept, StandardCharsets.UTF_8), payload.length()));
        } else if (payload.length() > 0) {
            text.append("\n\n[").append(payload.length()).append(" bytes]");
        }
    }

    /** @param length of the whole body in bytes */
    private static String readable(String text, long length) {
        boolean binary = text.codePoints()
                                .limit(SHOWN)
                                .filter(c -> c == 0xfffd || c == 0)
                                .count()
                        > SHOWN / 100
                || text.startsWith("\0");
        if (binary) {
            return "[" + length + " bytes that are no text]";
        }
        String shown = Printable.lines(text, SHOWN);
        return text.length() > SHOWN ? shown + "\n[" + length + " bytes in all]" : shown;
    }
}
