package io.etlbed.cluster.data;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** A peer's answer that tells of an error, as far as a message may quote it. */
final class PeerError {

    /** Room for the traceback of a deep call (CODE-07). */
    private static final int LIMIT = 32 << 10;

    private final String who;
    private final int status;
    private final String method;
    private final byte[] quoted = new byte[LIMIT];
    private int length;

    PeerError(String who, int status, String method) {
        this.who = who;
        this.status = status;
        this.method = method;
    }

    void add(ByteBuf data) {
        int count = Math.min(data.readableBytes(), LIMIT - length);
        data.readBytes(quoted, length, count);
        length += count;
    }

    boolean full() {
        return length == LIMIT;
    }

    String text() {
        String body = new String(quoted, 0, length, StandardCharsets.UTF_8).strip();
        return who + " answered " + status + " to " + method + (body.isEmpty() ? "" : ": " + body);
    }
}
