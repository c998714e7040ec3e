package io.etlbed.cluster.disk;

import com.dynatrace.hash4j.hashing.Hashing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A small JSON file that tells whether it is what was written: {@code {"xxhash":"…","content":…}}, the checksum being XXH64 of
 * the bytes of the content. It is replaced as a whole: a crash leaves the old version or the new one.
 */
public final class SealedFile {

    private static final String BEGIN = "{\"xxhash\":\"";
    private static final String MIDDLE = "\",\"content\":";
    private static final int CHECKSUM = 16;
    private static final int HEAD = BEGIN.length() + CHECKSUM + MIDDLE.length();
    private static final String END = "}\n";

    private final Path file;
    private final boolean durable;

    /** @param durable whether each version is forced to the disk */
    public SealedFile(Path file, boolean durable) {
        this.file = file;
        this.durable = durable;
    }

    /** Whether there is one. */
    public boolean exists() {
        return Files.exists(file);
    }

    /** @throws IOException if it cannot be read or is not what was written; the message names it */
    public byte[] read() throws IOException {
        byte[] all = Files.readAllBytes(file);
        String text = new String(all, StandardCharsets.ISO_8859_1);
        boolean whole = text.length() >= HEAD + END.length()
                && text.startsWith(BEGIN)
                && text.startsWith(MIDDLE, HEAD - MIDDLE.length())
                && text.endsWith(END);
        if (!whole) {
            throw new IOException(file + " is damaged: it is not of the form " + BEGIN + "…" + MIDDLE + "…}");
        }
        byte[] content = Arrays.copyOfRange(all, HEAD, all.length - END.length());
        String written = text.substring(BEGIN.length(), BEGIN.length() + CHECKSUM);
        if (!written.equals(checksum(content))) {
            throw new IOException(file + " is damaged: its content has the xxhash " + checksum(content)
                    + ", but was written with " + written);
        }
        return content;
    }

    /**
     * Replaces it.
     *
     * @throws IOException if it is as it was before, and nothing else is left
     */
    public void write(byte[] json) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                write(channel, (BEGIN + checksum(json) + MIDDLE).getBytes(StandardCharsets.US_ASCII));
                write(channel, json);
                write(channel, END.getBytes(StandardCharsets.US_ASCII));
                if (durable) {
                    channel.force(true);
                }
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            removeQuietly(temporary, e);
            throw e;
        }
        if (durable) {
            Folders.force(file.toAbsolutePath().getParent());
        }
    }

    private static void write(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }

    private static void removeQuietly(Path temporary, IOException cause) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException more) {
            cause.addSuppressed(more);
        }
    }

    private static String checksum(byte[] content) {
        return HexFormat.of().toHexDigits(Hashing.xxh64().hashBytesToLong(content));
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
