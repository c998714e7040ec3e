package io.etlbed.simulator.embedded.api;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads SPDY/3 frames as bytes come, in whatever pieces. Holds no more than one control frame. */
final class SpdyReader {

    static final int VERSION = 3;
    static final int SYN_STREAM = 1;
    static final int SYN_REPLY = 2;
    static final int RST_STREAM = 3;
    static final int PING = 6;
    static final int HEADERS = 8;
    static final int FIN = 1;
    static final int HEAD = 8;

    private static final int LONGEST_CONTROL = 16 * 1024;
    private static final int STREAM = 0x7FFF_FFFF;

    /** In a frame that opens a stream: its number, another one's, its priority. */
    private static final int BEFORE_HEADERS = 10;

    private final Listener listener;
    private final SpdyHeaders headers = new SpdyHeaders();
    private final ByteBuffer head = ByteBuffer.allocate(HEAD);
    private @Nullable ByteBuffer control;
    private int word;
    private int flags;
    private int dataLeft;

    /** Told frame by frame. */
    interface Listener {

        void opened(int stream, Map<String, String> headers);

        /** A piece of what a stream carries. */
        void data(int stream, ByteBuffer piece);

        /** The client sends no more on a stream. */
        void finished(int stream);

        void reset(int stream);

        void ping(int id);
    }

    SpdyReader(Listener listener) {
        this.listener = listener;
    }

    /** @throws ProtocolException if these are no frames; nothing more can be read then */
    void read(ByteBuffer bytes) throws ProtocolException {
        while (bytes.hasRemaining()) {
            if (dataLeft > 0) {
                data(bytes);
            } else if (control != null) {
                fill(control, bytes);
                if (!control.hasRemaining()) {
                    control(control.flip());
                    control = null;
                }
            } else {
                fill(head, bytes);
                if (!head.hasRemaining()) {
                    begin(head.flip());
                    head.clear();
                }
            }
        }
    }

    private void begin(ByteBuffer start) throws ProtocolException {
        word = start.getInt();
        int second = start.getInt();
        flags = second >>> 24;
        int length = second & 0xFF_FFFF;
        if (word >= 0) {
            dataLeft = length;
            if (length == 0) {
                endOfData();
            }
            return;
        }
        if ((word >>> 16 & 0x7FFF) != VERSION) {
            throw new ProtocolException("a frame of another version than SPDY/3");
        }
        if (length > LONGEST_CONTROL) {
            throw new ProtocolException("a frame of " + length + " bytes, more than " + LONGEST_CONTROL);
        }
        ByteBuffer body = ByteBuffer.allocate(length);
        if (length == 0) {
            control(body);
        } else {
            control = body;
        }
    }

    private void data(ByteBuffer bytes) {
        int count = Math.min(dataLeft, bytes.remaining());
        ByteBuffer piece = bytes.slice(bytes.position(), count);
        bytes.position(bytes.position() + count);
        dataLeft -= count;
        listener.data(word, piece);
        if (dataLeft == 0) {
            endOfData();
        }
    }

    private void endOfData() {
        if ((flags & FIN) != 0) {
            listener.finished(word);
        }
    }

    private void control(ByteBuffer body) throws ProtocolException {
        switch (word & 0xFFFF) {
            case SYN_STREAM -> {
                require(body, BEFORE_HEADERS);
                int stream = body.getInt(0) & STREAM;
                listener.opened(stream, headers.read(body.position(BEFORE_HEADERS)));
                if ((flags & FIN) != 0) {
                    listener.finished(stream);
                }
            }
            case SYN_REPLY, HEADERS -> {
                // Of no interest, but what comes later is compressed with it.
                require(body, Integer.BYTES);
                headers.read(body.position(Integer.BYTES));
            }
            case RST_STREAM -> {
                require(body, Integer.BYTES);
                listener.reset(body.getInt(0) & STREAM);
            }
            case PING -> {
                require(body, Integer.BYTES);
                listener.ping(body.getInt(0));
            }
            default -> {
                // settings, windows and farewells change nothing here
            }
        }
    }

    private static void require(ByteBuffer body, int bytes) throws ProtocolException {
        if (body.remaining() < bytes) {
            throw new ProtocolException("a frame that ends too early");
        }
    }

    private static void fill(ByteBuffer target, ByteBuffer source) {
        int count = Math.min(target.remaining(), source.remaining());
        target.put(source.slice(source.position(), count));
        source.position(source.position() + count);
    }
}
