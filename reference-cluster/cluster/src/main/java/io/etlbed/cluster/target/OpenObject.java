package io.etlbed.cluster.target;

import io.etlbed.cluster.data.ObjectFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An object's open file, shared by its readers and by the cache, each with a claim. */
final class OpenObject implements ObjectFile {

    private final FileChannel channel;
    private final ObjectMeta meta;
    private final byte[] headers;
    private final byte[] details;
    private final Consumer<OpenObject> examiner;
    private final AtomicInteger claims = new AtomicInteger(1);
    private volatile boolean touched = true;

    /**
     * The caller has the first claim.
     *
     * @param examiner compares all bytes with the checksum when there is a suspicion
     */
    OpenObject(FileChannel channel, ObjectMeta meta, String details, Consumer<OpenObject> examiner) {
        this.channel = channel;
        this.meta = meta;
        this.examiner = examiner;
        this.details = details.getBytes(StandardCharsets.UTF_8);
        this.headers = ("Content-Type: application/octet-stream\r\nAis-Atime: " + meta.atime()
                        + "\r\nAis-Checksum-Type: xxhash\r\nAis-Checksum-Value: " + meta.checksumText()
                        + "\r\nAis-Version: " + meta.version() + "\r\n"
                        + CustomMetadata.headers(meta.custom()))
                .getBytes(StandardCharsets.UTF_8);
    }

    ObjectMeta meta() {
        return meta;
    }

    /** Adds a claim, unless the last one has been given up. */
    boolean tryRetain() {
        int now = claims.get();
        while (now > 0) {
            if (claims.compareAndSet(now, now + 1)) {
                if (!touched) {
                    touched = true;
                }
                return true;
            }
            now = claims.get();
        }
        return false;
    }

    /** Whether it was asked for since the last call. */
    boolean clearTouched() {
        boolean was = touched;
        touched = false;
        return was;
    }

    @Override
    public void retain() {
        claims.incrementAndGet();
    }

    @Override
    public void release() {
        if (claims.decrementAndGet() == 0) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public String checksum() {
        return meta.checksumText();
    }

    @Override
    public void suspect() {
        examiner.accept(this);
    }

    @Override
    public FileChannel channel() {
        return channel;
    }

    @Override
    public long size() {
        return meta.size();
    }

    @Override
    public byte[] headers() {
        return headers;
    }

    @Override
    public byte[] details() {
        return details;
    }
}
