package io.etlbed.simulator.embedded.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Writes protobuf by hand, malformed too where a test wants that. */
final class Proto {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static Proto message() {
        return new Proto();
    }

    /** The envelope in which Kubernetes wants every object. */
    static byte[] object(String apiVersion, String kind, byte[] raw) {
        Proto unknown = message()
                .bytes(1, message().text(1, apiVersion).text(2, kind).toBytes())
                .bytes(2, raw)
                .text(3, "")
                .text(4, "");
        Proto all = new Proto();
        all.out.writeBytes("k8s\0".getBytes(ISO_8859_1));
        all.out.writeBytes(unknown.toBytes());
        return all.toBytes();
    }

    Proto text(int number, String value) {
        return bytes(number, value.getBytes(UTF_8));
    }

    Proto bytes(int number, byte[] value) {
        varint(((long) number << 3) | 2);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    Proto number(int number, long value) {
        varint((long) number << 3);
        return varint(value);
    }

    Proto varint(long value) {
        long left = value;
        while ((left & ~0x7fL) != 0) {
            out.write((int) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
        return this;
    }

    Proto raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
