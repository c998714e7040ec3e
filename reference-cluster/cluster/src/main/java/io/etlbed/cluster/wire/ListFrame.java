package io.etlbed.cluster.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.msgpack.core.MessagePacker;

/**
 * An entry of a list on its way from a target to a client: as the client is to get it, with its name before it. So who merges the
 * lists of several targets neither reads nor writes entries, and it is all the same to him in which form they are.
 */
public final class ListFrame implements Comparable<ListFrame> {

    /** What a gateway accepts from a target, beside the form that the client is to get. */
    public static final String MEDIA_TYPE = "application/x-etlbed-list-frames";

    private static final int HEAD = 2 * Integer.BYTES;

    private final byte[] bytes;
    private final int name;
    private final int entry;
    private final int end;

    private ListFrame(byte[] bytes, int name, int entry, int end) {
        this.bytes = bytes;
        this.name = name;
        this.entry = entry;
        this.end = end;
    }

    /** Frames one after the other: the lengths of name and entry, the name in UTF-8, the entry. */
    public static byte[] write(Iterable<ListEntry> entries, ListForm form) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream(64 << 10);
        DataOutputStream out = new DataOutputStream(frames);
        ByteArrayOutputStream written = new ByteArrayOutputStream(512);
        ListForm.EntryWriter writer = form.writer(written);
        try {
            for (ListEntry each : entries) {
                byte[] name = each.name().getBytes(StandardCharsets.UTF_8);
                written.reset();
                writer.write(each);
                out.writeInt(name.length);
                out.writeInt(written.size());
                out.write(name);
                written.writeTo(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return frames.toByteArray();
    }

    /** @throws AisException 500 where these are no frames */
    public static List<ListFrame> read(byte[] frames) {
        List<ListFrame> read = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(frames);
        while (in.hasRemaining()) {
            long rest = in.remaining() - (long) HEAD;
            int nameLength = rest < 0 ? -1 : in.getInt();
            int entryLength = rest < 0 ? -1 : in.getInt();
            if (nameLength < 0 || entryLength < 0 || (long) nameLength + entryLength > rest) {
                throw new AisException(500, "a target's list is cut short behind " + read.size() + " entries");
            }
            int name = in.position();
            int end = name + nameLength + entryLength;
            read.add(new ListFrame(frames, name, name + nameLength, end));
            in.position(end);
        }
        return read;
    }

    /** Of the object. */
    public String name() {
        return new String(bytes, name, entry - name, StandardCharsets.UTF_8);
    }

    /** Whether both are entries of one name. */
    public boolean hasNameOf(ListFrame other) {
        return compareTo(other) == 0;
    }

    /** By the bytes of the names, which is the order of lists; entries of one name are equal in it. */
    @Override
    public int compareTo(ListFrame other) {
        return Arrays.compareUnsigned(bytes, name, entry, other.bytes, other.name, other.entry);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ListFrame frame && compareTo(frame) == 0;
    }

    @Override
    public int hashCode() {
        return name().hashCode();
    }

    void writeTo(ByteArrayOutputStream out) {
        out.write(bytes, entry, end - entry);
    }

    void writeTo(MessagePacker out) throws IOException {
        out.writePayload(bytes, entry, end - entry);
    }

    /** Of all these entries together. */
    static int bytes(List<ListFrame> entries) {
        return entries.stream().mapToInt(each -> each.end - each.entry).sum();
    }
}
