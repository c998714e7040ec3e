package io.etlbed.junit.assertj;

import io.etlbed.junit.EtlResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;

/** Results in messages. */
final class Shown {

    private static final int BYTES = 24;
    private static final int TEXT = 60;

    private Shown() {}

    /** The answer: its status, with what it said or had. */
    static String answer(EtlResult result) {
        return result.error()
                .map(error -> result.status() + " with%n".formatted() + indented(error))
                .orElseGet(() -> result.status() + " with " + content(result));
    }

    /** How long it is, and how it begins. */
    static String content(EtlResult result) {
        if (result.size() == 0) {
            return "no bytes";
        }
        byte[] begin = beginning(result);
        String type = result.header("Content-Type").map(media -> ", " + media).orElse("");
        return String.format(Locale.ROOT, "%,d bytes%s: ", result.size(), type) + begin(begin, result.size());
    }

    private static String begin(byte[] begin, long size) {
        String text = new String(begin, StandardCharsets.UTF_8);
        long odd = text.chars()
                .filter(each -> each == 0xFFFD || (each < ' ' && each != '\n' && each != '\r' && each != '\t'))
                .count();
        // The last character may have been cut through.
        if (odd <= (begin.length < size ? 1 : 0)) {
            String shown = text.substring(0, Math.min(TEXT, text.length()));
            return "\"" + shown.replace("\n", "\\n").replace("\r", "\\r") + "\""
                    + (shown.length() < text.length() || begin.length < size ? " …" : "");
        }
        int count = Math.min(BYTES, begin.length);
        return HexFormat.ofDelimiter(" ").formatHex(begin, 0, count) + (count < size ? " …" : "");
    }

    private static byte[] beginning(EtlResult result) {
        try (InputStream in = result.stream()) {
            return in.readNBytes(4 * TEXT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines behind two spaces. */
    static String indented(String text) {
        return text.lines().map(line -> "  " + line).collect(Collectors.joining(System.lineSeparator()));
    }

    /** The end of "there …": what there is in place of a header that was expected. */
    static String header(EtlResult result, String name) {
        return result.header(name)
                .map(value -> "is%n  %s: %s".formatted(name, value))
                .orElseGet(() -> "is none; the headers are%n".formatted()
                        + indented(result.headers().entrySet().stream()
                                .map(header -> header.getKey() + ": " + String.join(", ", header.getValue()))
                                .sorted()
                                .collect(Collectors.joining("\n"))));
    }
}
