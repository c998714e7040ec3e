package io.etlbed.cluster.target;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a {@link SortedRun}. */
final class RunWriter {

    private static final int BLOCK = 8 << 10;

    private final Path file;
    private final FileChannel channel;
    private final NameFilter names;
    private final List<SortedRun.Block> blocks = new ArrayList<>();
    private final ByteArrayOutputStream block = new ByteArrayOutputStream(2 * BLOCK);
    private byte @Nullable [] first;
    private long position;
    private long entries;

    private RunWriter(Path file, FileChannel channel, long most) {
        this.file = file;
        this.channel = channel;
        this.names = new NameFilter(most);
    }

    /**
     * Writes entries.
     *
     * @param sorted by name, each name once
     * @param most about how many they are
     * @throws IOException if they cannot be written; no file is left then
     */
    static SortedRun write(Path file, Iterator<IndexEntry> sorted, long most) throws IOException {
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.READ);
        boolean done = false;
        try {
            RunWriter writer = new RunWriter(file, channel, most);
            while (sorted.hasNext()) {
                writer.add(sorted.next());
            }
            SortedRun run = writer.end();
            done = true;
            return run;
        } finally {
            if (!done) {
                channel.close();
                Files.deleteIfExists(file);
            }
        }
    }

    private void add(IndexEntry entry) throws IOException {
        byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
        if (first == null) {
            first = name;
        }
        names.add(name);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(name.length + 64);
        DataOutputStream out = new DataOutputStream(bytes);
        if (entry.meta() == null) {
            out.writeInt(name.length);
            out.write(name);
        } else {
            Trailer.write(entry.meta(), out);
        }
        ByteBuffer head = ByteBuffer.allocate(SortedRun.HEAD).put((byte) (entry.meta() == null ? 0 : 1));
        block.write(head.putInt(bytes.size()).array());
        bytes.writeTo(block);
        entries++;
        if (block.size() >= BLOCK) {
            flush();
        }
    }

    private void flush() throws IOException {
        byte[] begins = first;
        if (begins == null) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(block.toByteArray());
        blocks.add(new SortedRun.Block(begins, position, bytes.remaining()));
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
        block.reset();
        first = null;
    }

    private SortedRun end() throws IOException {
        flush();
        return new SortedRun(file, channel, blocks, names, entries);
    }
}
