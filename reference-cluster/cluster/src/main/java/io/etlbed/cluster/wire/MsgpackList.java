package io.etlbed.cluster.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;

/** Lists as MessagePack, with AIStore's short keys. */
final class MsgpackList implements ListForm {

    /** What a client accepts, and what it is answered with. */
    static final String MEDIA_TYPE = "application/msgpack";

    @Override
    public String mediaType() {
        return MEDIA_TYPE;
    }

    @Override
    public EntryWriter writer(OutputStream to) {
        MessagePacker out = MessagePack.newDefaultPacker(to);
        return entry -> {
            write(out, entry);
            out.flush();
        };
    }

    @Override
    public byte[] page(String uuid, List<ListFrame> entries, String token) {
        try (MessageBufferPacker out = MessagePack.newDefaultBufferPacker()) {
            out.packMapHeader(4);
            out.packString("UUID").packString(uuid);
            out.packString("Entries").packArrayHeader(entries.size());
            for (ListFrame entry : entries) {
                entry.writeTo(out);
            }
            out.packString("ContinuationToken").packString(token);
            out.packString("Flags").packInt(0);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(MessagePacker out, ListEntry entry) throws IOException {
        Integer copies = entry.copies();
        String size = entry.size();
        out.packMapHeader(1
                + count(size)
                + count(entry.checksum())
                + count(entry.atime())
                + count(entry.version())
                + count(entry.target_url())
                + count(copies)
                + (entry.flags() == 0 ? 0 : 1));
        out.packString("n").packString(entry.name());
        if (size != null) {
            out.packString("s").packLong(Long.parseLong(size));
        }
        write(out, "cs", entry.checksum());
        write(out, "a", entry.atime());
        write(out, "v", entry.version());
        write(out, "t", entry.target_url());
        if (copies != null) {
            out.packString("c").packInt(copies);
        }
        if (entry.flags() != 0) {
            out.packString("f").packInt(entry.flags());
        }
    }

    private static int count(@Nullable Object value) {
        return value == null ? 0 : 1;
    }

    private static void write(MessagePacker out, String key, @Nullable String value) throws IOException {
        if (value != null) {
            out.packString(key).packString(value);
        }
    }
}
