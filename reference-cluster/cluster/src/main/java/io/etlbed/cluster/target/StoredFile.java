package io.etlbed.cluster.target;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;

/** Opens the file of an object, and looks whether it is what was stored as far as that costs little. */
final class StoredFile {

    /** Up to this size, in bytes, reading an object once more costs a tenth of opening its file. */
    private static final int VERIFIED_WHEN_OPENED = 4 << 10;

    private StoredFile() {}

    /**
     * Opens it; the caller has the first claim.
     *
     * @param meta what is known of the object
     * @param details what a HEAD says of it, as header lines
     * @param examiner compares all bytes with the checksum when there is a suspicion
     * @throws DamageException if it is another file, or not whole, or, where it is small, has other bytes
     */
    static OpenObject open(Path file, ObjectMeta meta, String details, Consumer<OpenObject> examiner)
            throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw new DamageException("its file has vanished");
        }
        try {
            check(channel, meta);
            return new OpenObject(channel, meta, details, examiner);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Writes all of an object's bytes into a new file, and what is known of it. */
    static void copy(OpenObject object, ObjectMeta meta, FileChannel file) throws IOException {
        for (long done = 0; done < object.size(); ) {
            long count = object.channel().transferTo(done, object.size() - done, file);
            if (count <= 0) {
                throw new EOFException("the object's file was cut short at " + done + " bytes");
            }
            done += count;
        }
        ByteBuffer trailer = Trailer.encode(meta);
        while (trailer.hasRemaining()) {
            file.write(trailer);
        }
    }

    private static void check(FileChannel channel, ObjectMeta meta) throws IOException {
        ObjectMeta found = Trailer.read(channel);
        if (!found.equals(meta)) {
            throw new DamageException("its file was exchanged for that of version " + found.version() + " of \""
                    + found.name() + "\", xxhash " + found.checksumText());
        }
        if (meta.size() <= VERIFIED_WHEN_OPENED) {
            Optional<String> wrong = Verification.of(channel, meta);
            if (wrong.isPresent()) {
                throw new DamageException(wrong.get());
            }
        }
    }
}
