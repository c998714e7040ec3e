package io.etlbed.cluster.target;

import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.data.Upload;
import io.etlbed.cluster.disk.DiskErrors;
import io.etlbed.cluster.wire.BadChecksumException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A write under way: a temporary file that becomes the object when all of it has come. */
final class FileUpload implements Upload {

    /** How many bytes are written between two looks at the room that is left. */
    private static final long STRIDE = 1 << 20;

    private final ObjectStore store;
    private final ObjectKey key;
    private final Checksums checksums;
    private final Revision revision;
    private final Path temporary;
    private final FileChannel file;
    private String announced = "";
    private long size;
    private long unchecked;

    FileUpload(ObjectStore store, ObjectKey key, ExpectedChecksum expected, Revision revision) throws IOException {
        this.store = store;
        this.key = key;
        this.checksums = new Checksums(expected);
        this.revision = revision;
        this.temporary = store.layout().temporary();
        try {
            store.space().require(failure());
            this.file = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw DiskErrors.told(failure(), e);
        }
    }

    private String failure() {
        return "t[" + store.targetId() + "]: object \"" + key.name() + "\" is not stored";
    }

    @Override
    public void expect(String xxhash) {
        announced = xxhash;
    }

    @Override
    public void write(ByteBuffer data) throws IOException {
        checksums.update(data);
        size += data.remaining();
        unchecked += data.remaining();
        try {
            if (unchecked >= STRIDE) {
                unchecked = 0;
                store.space().require(failure());
            }
            append(data);
        } catch (IOException e) {
            throw DiskErrors.told(failure(), e);
        }
    }

    private void append(ByteBuffer data) throws IOException {
        while (data.hasRemaining()) {
            file.write(data);
        }
    }

    @Override
    public ControlResponse finish() throws IOException {
        long checksum = checksums.verified(key.name());
        String text = ObjectMeta.checksumText(checksum);
        if (!announced.isEmpty() && !announced.equals(text)) {
            throw new BadChecksumException("xxhash", announced, text, key.name());
        }
        try {
            commit(checksum);
        } catch (IOException e) {
            throw DiskErrors.told(failure(), e);
        }
        return ControlResponse.ok();
    }

    private void commit(long checksum) throws IOException {
        if (store.durable() && size > STRIDE) {
            // Most of it goes to the disk while others may still read and write the object.
            file.force(false);
        }
        synchronized (store.lock(key)) {
            ObjectMeta former = store.current(key);
            Optional<ObjectMeta> next = revision.next(former, key.name(), size, checksum);
            if (next.isEmpty()) {
                abort();
                return;
            }
            append(Trailer.encode(next.get()));
            if (store.durable()) {
                file.force(true);
            }
            file.close();
            store.publish(key, temporary, former, next.get());
        }
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
