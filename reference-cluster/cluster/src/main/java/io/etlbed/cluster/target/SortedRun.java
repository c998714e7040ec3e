package io.etlbed.cluster.target;

import io.etlbed.cluster.disk.DiskErrors;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A part of an index on disk: entries in the order of their names, in blocks, and of each block only its first name and its place in
 * memory. It never changes; {@link RunWriter} makes it.
 */
final class SortedRun implements AutoCloseable {

    /** Before each entry: whether there is an object, and how long the rest is. */
    static final int HEAD = 1 + Integer.BYTES;

    private final Path file;
    private final FileChannel channel;
    private final List<Block> blocks;
    private final NameFilter names;
    private final long entries;

    /**
     * @param first name of it, in UTF-8
     * @param position in the file
     * @param length in bytes
     */
    record Block(byte[] first, long position, int length) {}

    SortedRun(Path file, FileChannel channel, List<Block> blocks, NameFilter names, long entries) {
        this.file = file;
        this.channel = channel;
        this.blocks = List.copyOf(blocks);
        this.names = names;
        this.entries = entries;
    }

    long entries() {
        return entries;
    }

    /** What it knows of a name; null where it knows nothing. */
    @Nullable
    IndexEntry get(String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        if (!names.mayHave(wanted)) {
            return null;
        }
        Iterator<IndexEntry> from = from(wanted, true);
        IndexEntry first = from.hasNext() ? from.next() : null;
        return first != null && first.name().equals(name) ? first : null;
    }

    /** Its entries from a name on, in their order. */
    Iterator<IndexEntry> from(String name, boolean inclusive) {
        return from(name.getBytes(StandardCharsets.UTF_8), inclusive);
    }

    private Iterator<IndexEntry> from(byte[] name, boolean inclusive) {
        int found = Collections.binarySearch(
                blocks, new Block(name, 0, 0), (a, b) -> Arrays.compareUnsigned(a.first(), b.first()));
        // A block that begins behind the name has it not, but the one before may.
        return new Cursor(found >= 0 ? found : Math.max(0, -found - 2), name, inclusive);
    }

    private final class Cursor implements Iterator<IndexEntry> {

        private final byte[] start;
        private final boolean inclusive;
        private int next;
        private ByteBuffer block = ByteBuffer.allocate(0);
        private boolean begun;

        Cursor(int first, byte[] start, boolean inclusive) {
            this.next = first;
            this.start = start;
            this.inclusive = inclusive;
        }

        @Override
        public boolean hasNext() {
            if (!begun) {
                begun = true;
                skip();
            }
            return more();
        }

        private boolean more() {
            if (!block.hasRemaining() && next < blocks.size()) {
                block = read(blocks.get(next++));
            }
            return block.hasRemaining();
        }

        /** Names are compared as they are: to decode what is passed over would cost more. */
        private void skip() {
            while (more()) {
                int at = block.position();
                int length = block.getInt(at + 1);
                int name = at + HEAD + Integer.BYTES;
                int end = name + block.getInt(at + HEAD);
                int order = Arrays.compareUnsigned(block.array(), name, end, start, 0, start.length);
                if (order > 0 || (order == 0 && inclusive)) {
                    return;
                }
                block.position(at + HEAD + length);
            }
        }

        @Override
        public IndexEntry next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            boolean there = block.get() != 0;
            int length = block.getInt();
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(block.array(), block.position(), length));
            block.position(block.position() + length);
            try {
                if (there) {
                    ObjectMeta meta = Trailer.read(in);
                    return new IndexEntry(meta.name(), meta);
                }
                return new IndexEntry(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8), null);
            } catch (IOException e) {
                throw new UncheckedIOException(file + " is damaged: a restart of the target makes a new one", e);
            }
        }
    }

    private ByteBuffer read(Block block) {
        ByteBuffer bytes = ByteBuffer.allocate(block.length());
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, block.position() + bytes.position()) < 0) {
                    throw new IOException("it was cut short");
                }
            }
        } catch (IOException e) {
            throw DiskErrors.told(
                    "the index of the bucket's objects cannot be read, a restart of the target makes a new one", e);
        }
        return bytes.flip();
    }

    /** Removes it. */
    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }
}
