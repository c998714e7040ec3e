package io.etlbed.cluster.target;

import io.etlbed.cluster.wire.Stamp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The end of an object's file: name, size, checksum, version, time, map and what clients attached, so that one rename makes object and metadata
 * visible together, and a restart needs nothing but the files. Fixed end: CRC-32C of the trailer, its length, a mark.
 */
final class Trailer {

    private static final long MARK = 0x6574_6c62_6564_0003L;
    private static final int END = 4 + 4 + 8;
    private static final int LONGEST = 1 << 20;

    private Trailer() {}

    static ByteBuffer encode(ObjectMeta meta) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            write(meta, out);
            int length = bytes.size();
            out.writeInt(crc(bytes.toByteArray()));
            out.writeInt(length);
            out.writeLong(MARK);
            return ByteBuffer.wrap(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the fixed end. It begins with the length of the name in UTF-8 and the name. */
    static void write(ObjectMeta meta, DataOutputStream out) throws IOException {
        writeText(meta.name(), out);
        out.writeLong(meta.size());
        out.writeLong(meta.checksum());
        out.writeLong(meta.version());
        out.writeLong(meta.atime());
        out.writeLong(meta.map().term());
        out.writeLong(meta.map().version());
        out.writeInt(meta.custom().size());
        for (Map.Entry<String, String> each : meta.custom().entrySet()) {
            writeText(each.getKey(), out);
            writeText(each.getValue(), out);
        }
    }

    private static void writeText(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    /** What {@link #write} has written. */
    static ObjectMeta read(DataInputStream in) throws IOException {
        ObjectMeta plain = new ObjectMeta(
                readText(in),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                new Stamp(in.readLong(), in.readLong()));
        int count = in.readInt();
        if (count == 0) {
            return plain;
        }
        Map<String, String> custom = new HashMap<>();
        for (int i = 0; i < count; i++) {
            custom.put(readText(in), readText(in));
        }
        return plain.with(custom);
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** @throws DamageException where the file is not a complete object */
    static ObjectMeta read(FileChannel file) throws IOException {
        long size = file.size();
        ByteBuffer end = read(file, size - END, END);
        int crc = end.getInt();
        int length = end.getInt();
        if (end.getLong() != MARK || length < 0 || length > LONGEST || length > size - END) {
            throw new DamageException("not an object: its trailer is missing");
        }
        byte[] trailer = read(file, size - END - length, length).array();
        if (crc(trailer) != crc) {
            throw new DamageException("not an object: its trailer is damaged");
        }
        ObjectMeta meta = read(new DataInputStream(new ByteArrayInputStream(trailer)));
        if (meta.size() != size - END - length) {
            throw new DamageException("not an object: its length is " + (size - END - length) + ", not " + meta.size());
        }
        return meta;
    }

    private static ByteBuffer read(FileChannel file, long position, int length) throws IOException {
        if (position < 0) {
            throw new DamageException("not an object: too short");
        }
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, position + buffer.position()) < 0) {
                throw new DamageException("not an object: the file ended early");
            }
        }
        return buffer.flip();
    }
}
