package io.etlbed.conformance.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Writes a request as a line for a POSIX shell. */
final class Curl {

    /** Longer bodies are named, not shown. */
    private static final int SHOWN = 16_384;

    private Curl() {}

    static String line(Request request, URI uri) {
        StringBuilder line = new StringBuilder("curl -sS -i");
        if (request.follow()) {
            line.append(" -L");
        }
        // Names such as a%2Fb/../c must reach the server as they are.
        line.append(" --path-as-is");
        line.append("HEAD".equals(request.method()) ? " -I" : " -X " + request.method());
        request.headers().forEach((name, value) -> line.append(" -H ").append(quoted(name + ": " + value)));
        if (request.body().length() > 0) {
            line.append(" --data-binary ").append(body(request.body()));
        }
        return line.append(' ').append(quoted(uri.toString())).toString();
    }

    private static String body(Payload payload) {
        if (payload instanceof Payload.Bytes bytes && bytes.bytes().length <= SHOWN) {
            String text = new String(bytes.bytes(), StandardCharsets.UTF_8);
            if (Printable.isPlain(text) && !text.startsWith("@")) {
                return quoted(text);
            }
        }
        return "@FILE # any file of " + payload.length() + " bytes\n  ";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
