package io.etlbed.cluster.target;

import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.data.Upload;
import io.etlbed.cluster.disk.DiskErrors;
import io.etlbed.cluster.wire.Header;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;

/** A piece that is being appended. */
final class AppendUpload implements Upload {

    private final Pieces pieces;
    private final Space space;
    private final Appends appends;
    private long size;

    /** The claim on the pieces passes on. */
    AppendUpload(Pieces pieces, Space space, Appends appends) {
        this.pieces = pieces;
        this.space = space;
        this.appends = appends;
    }

    private String failure() {
        return "nothing is appended to object \"" + pieces.key().name() + "\"";
    }

    @Override
    public void write(ByteBuffer data) throws IOException {
        int count = data.remaining();
        try {
            space.require(failure());
            pieces.write(data, pieces.length() + size);
        } catch (IOException e) {
            throw DiskErrors.told(failure(), e);
        }
        size += count;
    }

    /** A piece is sent by a client alone, who knows no such thing. */
    @Override
    public void expect(String xxhash) {
        throw new UnsupportedOperationException("pieces have no checksum");
    }

    @Override
    public ControlResponse finish() {
        pieces.grow(size);
        appends.release(pieces);
        return new ControlResponse(200, Map.of(Header.APPEND_HANDLE, pieces.handle()), new byte[0]);
    }

    @Override
    public void abort() {
        try {
            pieces.cut();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot take back a piece", e);
        } finally {
            appends.release(pieces);
        }
    }
}
