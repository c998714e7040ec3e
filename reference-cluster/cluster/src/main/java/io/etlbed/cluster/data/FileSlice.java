package io.etlbed.cluster.data;

import io.netty.buffer.ByteBuf;
import io.netty.channel.FileRegion;
import io.netty.util.AbstractReferenceCounted;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** A range of an object for sendfile, or to be read where there is none. It holds a claim on the object until it is sent or dropped. */
final class FileSlice extends AbstractReferenceCounted implements FileRegion {

    private final ObjectFile file;
    private final long position;
    private final long count;
    private long transferred;

    /** The claim on {@code file} passes on. */
    FileSlice(ObjectFile file, long position, long count) {
        this.file = file;
        this.position = position;
        this.count = count;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    @Deprecated
    public long transfered() {
        return transferred;
    }

    @Override
    public long transferred() {
        return transferred;
    }

    @Override
    public long count() {
        return count;
    }

    /** Reads the next bytes. */
    void readInto(ByteBuf piece, int size) throws IOException {
        for (int done = 0; done < size; ) {
            int read = piece.writeBytes(file.channel(), position + transferred, size - done);
            if (read <= 0) {
                throw cutShort();
            }
            done += read;
            transferred += read;
        }
    }

    private EOFException cutShort() throws IOException {
        return new EOFException(
                "the object's file was cut short at " + file.channel().size() + " bytes");
    }

    @Override
    public long transferTo(WritableByteChannel target, long offset) throws IOException {
        long left = count - offset;
        if (left == 0) {
            return 0;
        }
        long sent = file.channel().transferTo(position + offset, left, target);
        if (sent == 0 && file.channel().size() < position + count) {
            throw cutShort();
        }
        transferred += sent;
        return sent;
    }

    @Override
    public FileSlice retain() {
        super.retain();
        return this;
    }

    @Override
    public FileSlice retain(int increment) {
        super.retain(increment);
        return this;
    }

    @Override
    public FileSlice touch() {
        return this;
    }

    @Override
    public FileSlice touch(Object hint) {
        return this;
    }

    @Override
    protected void deallocate() {
        file.release();
    }
}
