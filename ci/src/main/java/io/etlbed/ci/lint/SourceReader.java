package io.etlbed.ci.lint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.util.Optional;

/** Reads texts that may be anything, and no more of them than a file of specifications has. */
final class SourceReader {

    /** Room for sixteen specifications of the largest size, and for thousands of usual ones. */
    static final int LONGEST = 4 << 20;

    private static final int LOOKED_AT = 8192;
    private static final String A_TEXT = "YAML as UTF-8 text";

    private final InputStream standardInput;

    SourceReader(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    /** What was read, or what is wrong with it. */
    sealed interface Outcome {

        /** @param value the whole text */
        record Text(String value) implements Outcome {}

        /** @param diagnostic why there is none */
        record Unreadable(Diagnostic diagnostic) implements Outcome {}
    }

    Outcome read(Source source) {
        byte[] bytes;
        try (InputStream in = open(source)) {
            bytes = in.readNBytes(LONGEST + 1);
        } catch (AccessDeniedException e) {
            return unreadable(source, 1, 1, "a file that may not be read", "one that may");
        } catch (IOException e) {
            return unreadable(source, 1, 1, "a file that cannot be read (" + reason(e) + ")", A_TEXT);
        }
        if (bytes.length > LONGEST) {
            return unreadable(source, 1, 1, size(source), "at most " + LONGEST + " bytes in a file");
        }
        return decode(source, bytes);
    }

    private InputStream open(Source source) throws IOException {
        return source.file().isPresent() ? Files.newInputStream(source.file().get()) : standardInput;
    }

    private static String size(Source source) {
        try {
            long size = source.file().isPresent() ? Files.size(source.file().get()) : 0;
            return size > LONGEST ? size + " bytes" : "more than " + LONGEST + " bytes";
        } catch (IOException e) {
            return "more than " + LONGEST + " bytes";
        }
    }

    private static Outcome decode(Source source, byte[] bytes) {
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
            return unreadable(source, 1, 1, "UTF-16", A_TEXT);
        }
        for (int i = 0; i < Math.min(bytes.length, LOOKED_AT); i++) {
            if (bytes[i] == 0) {
                return unreadable(source, 1, 1, "a binary file", A_TEXT);
            }
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (!result.isError()) {
            return new Outcome.Text(text);
        }
        TextLines lines = new TextLines(text);
        String last = lines.line(lines.count() - 1);
        String found = String.format("the byte 0x%02X, which is no UTF-8", bytes[in.position()] & 0xFF);
        return unreadable(source, lines.count(), last.codePointCount(0, last.length()) + 1, found, A_TEXT);
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null || message.isBlank()
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().get();
    }

    private static Outcome unreadable(Source source, int line, int column, String found, String expected) {
        return new Outcome.Unreadable(new Diagnostic(
                source.name(),
                line,
                column,
                1,
                Severity.ERROR,
                "SPEC-01",
                "",
                found,
                expected,
                Optional.empty(),
                Optional.empty(),
                false));
    }
}
