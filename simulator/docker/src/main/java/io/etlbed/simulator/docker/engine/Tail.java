package io.etlbed.simulator.docker.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the end of what goes through it. Safe for several threads. */
final class Tail {

    private static final int LIMIT = 64 * 1024;

    private final ByteArrayOutputStream recent = new ByteArrayOutputStream();
    private byte[] before = {};

    synchronized void add(byte[] piece) {
        if (recent.size() + piece.length > LIMIT) {
            before = recent.toByteArray();
            recent.reset();
        }
        recent.write(piece, Math.max(0, piece.length - LIMIT), Math.min(LIMIT, piece.length));
    }

    /** Between one and two times 64 KiB, where there was more than that. */
    synchronized String text() {
        return new String(before, StandardCharsets.UTF_8) + recent.toString(StandardCharsets.UTF_8);
    }
}
