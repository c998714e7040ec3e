package io.etlbed.cluster.client;

import io.etlbed.cluster.wire.AisException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Turns an answer of 400 and above into the exception that carries its message. */
final class Refusals {

    private static final int LONGEST_TEXT = 500;

    private Refusals() {}

    /** {@code text} is the body, or what stands in its place where there can be none (an answer to HEAD). */
    static AisException of(String method, Object url, int status, byte[] text) {
        String plain = new String(text, StandardCharsets.UTF_8).strip();
        if (plain.startsWith("{")) {
            try {
                String message = Json.read(new ByteArrayInputStream(text)).text("message");
                if (!message.isEmpty()) {
                    return new AisException(status, message);
                }
            } catch (IOException e) {
                // Not the JSON it looked like: its text is all there is to tell.
            }
        }
        String shown = plain.length() > LONGEST_TEXT ? plain.substring(0, LONGEST_TEXT) + "…" : plain;
        String what = method + " " + url + " was answered " + status;
        return new AisException(status, shown.isEmpty() ? what : what + ": " + shown);
    }
}
