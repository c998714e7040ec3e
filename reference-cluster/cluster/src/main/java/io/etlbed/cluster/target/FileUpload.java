package io.etlbed.cluster.target;

import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.data.Upload;
import io.etlbed.cluster.wire.AisException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** A write under way: a temporary file that becomes the object when all of it has come. */
final class FileUpload implements Upload {

    private static final int OUT_OF_SPACE = 507;

    private final ObjectStore store;
    private final ObjectKey key;
    private final Checksums checksums;
    private final Path temporary;
    private final FileChannel file;
    private long size;

    FileUpload(ObjectStore store, ObjectKey key, ExpectedChecksum expected) throws IOException {
        this.store = store;
        this.key = key;
        this.checksums = new Checksums(expected);
        this.temporary = store.layout().temporary();
        this.file = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    @Override
    public void write(ByteBuffer data) throws IOException {
        checksums.update(data);
        size += data.remaining();
        append(data);
    }

    private void append(ByteBuffer data) throws IOException {
        try {
            while (data.hasRemaining()) {
                file.write(data);
            }
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("No space left")) {
                throw new AisException(OUT_OF_SPACE, "out of space: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    @Override
    public ControlResponse finish() throws IOException {
        long checksum = checksums.verified(key.name());
        if (store.durable()) {
            file.force(false);
        }
        synchronized (store.lock(key)) {
            ObjectMeta before = store.current(key);
            if (before != null && before.checksum() == checksum && before.size() == size) {
                // The same bytes again change nothing, not even the version.
                abort();
                return ControlResponse.ok();
            }
            long version = before == null ? 1 : before.version() + 1;
            ObjectMeta meta = new ObjectMeta(key.name(), size, checksum, version, nanos(Instant.now()));
            append(Trailer.encode(meta));
            if (store.durable()) {
                file.force(true);
            }
            file.close();
            store.publish(key, temporary, meta);
        }
        return ControlResponse.ok();
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    @Override
    public void abort() {
        try {
            file.close();
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + temporary, e);
        }
    }
}
