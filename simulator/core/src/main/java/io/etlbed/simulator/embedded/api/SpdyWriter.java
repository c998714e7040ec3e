package io.etlbed.simulator.embedded.api;

import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/** Makes SPDY/3 frames. */
final class SpdyWriter {

    static final int PROTOCOL_ERROR = 1;
    static final int REFUSED = 3;
    static final int CANCELLED = 5;

    /** The number of headers. */
    private static final byte[] NONE = new byte[Integer.BYTES];

    private final Deflater deflater = new Deflater();

    SpdyWriter() {
        deflater.setDictionary(SpdyDictionary.bytes());
    }

    /** Accepts a stream. They are sent in the order in which they are made: each is compressed with those before it. */
    ByteBuffer reply(int stream) {
        byte[] block = new byte[64];
        deflater.setInput(NONE);
        int length = deflater.deflate(block, 0, block.length, Deflater.SYNC_FLUSH);
        return control(SpdyReader.SYN_REPLY, Integer.BYTES + length)
                .putInt(stream)
                .put(block, 0, length)
                .flip();
    }

    static ByteBuffer data(int stream, byte[] bytes, int length, boolean last) {
        return ByteBuffer.allocate(SpdyReader.HEAD + length)
                .putInt(stream)
                .putInt((last ? SpdyReader.FIN << 24 : 0) | length)
                .put(bytes, 0, length)
                .flip();
    }

    static ByteBuffer reset(int stream, int why) {
        return control(SpdyReader.RST_STREAM, 2 * Integer.BYTES)
                .putInt(stream)
                .putInt(why)
                .flip();
    }

    static ByteBuffer ping(int id) {
        return control(SpdyReader.PING, Integer.BYTES).putInt(id).flip();
    }

    private static ByteBuffer control(int type, int length) {
        return ByteBuffer.allocate(SpdyReader.HEAD + length)
                .putInt(1 << 31 | SpdyReader.VERSION << 16 | type)
                .putInt(length);
    }
}
