package io.etlbed.simulator.embedded.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/** A stretch of bytes read as protobuf: tags, numbers and lengths, none of which leads beyond its end. */
final class Wire {

    static final int VARINT = 0;
    static final int BYTES = 2;

    private final byte[] bytes;
    private final int end;
    private int position;

    /** What the latest tag said. */
    private int number;

    private int type;

    Wire(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private Wire(byte[] bytes, int position, int end) {
        this.bytes = bytes;
        this.position = position;
        this.end = end;
    }

    /** @return whether there is one more field, whose tag has been read then */
    boolean next() throws ProtobufException {
        if (position == end) {
            return false;
        }
        long tag = varint();
        long wide = tag >>> 3;
        if (wide < 1 || wide > (1 << 29) - 1) {
            throw new ProtobufException("proto: illegal tag " + wide);
        }
        number = (int) wide;
        type = (int) (tag & 7);
        return true;
    }

    int number() {
        return number;
    }

    int type() {
        return type;
    }

    long varint() throws ProtobufException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (position == end) {
                throw new ProtobufException("proto: unexpected end of the body");
            }
            byte each = bytes[position++];
            value |= (long) (each & 0x7f) << shift;
            if (each >= 0) {
                return value;
            }
        }
        throw new ProtobufException("proto: integer overflow");
    }

    /** The bytes of a field with a length, not copied. */
    Wire part() throws ProtobufException {
        long length = varint();
        if (length < 0 || length > end - position) {
            throw new ProtobufException("proto: unexpected end of the body: a length of "
                    + Long.toUnsignedString(length) + " where " + (end - position) + " bytes are left");
        }
        Wire part = new Wire(bytes, position, position + (int) length);
        position += (int) length;
        return part;
    }

    boolean isEmpty() {
        return position == end;
    }

    byte[] rest() {
        return Arrays.copyOfRange(bytes, position, end);
    }

    String text() throws ProtobufException {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, position, end - position))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProtobufException("proto: field contains invalid UTF-8");
        }
    }
}
