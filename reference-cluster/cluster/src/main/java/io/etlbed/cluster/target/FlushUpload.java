package io.etlbed.cluster.target;

import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.data.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Pieces that become an object; what comes with the request is the last of them. */
final class FlushUpload implements Upload {

    private final Pieces pieces;
    private final Upload object;
    private final Appends appends;

    /**
     * The claim on the pieces passes on.
     *
     * @param object that has all pieces already
     */
    FlushUpload(Pieces pieces, Upload object, Appends appends) {
        this.pieces = pieces;
        this.object = object;
        this.appends = appends;
    }

    @Override
    public void write(ByteBuffer data) throws IOException {
        object.write(data);
    }

    @Override
    public void expect(String xxhash) {
        object.expect(xxhash);
    }

    @Override
    public ControlResponse finish() throws IOException, InterruptedException {
        ControlResponse stored = object.finish();
        appends.drop(pieces);
        return stored;
    }

    /** The pieces stay: the client may flush them again. */
    @Override
    public void abort() {
        try {
            object.abort();
        } finally {
            appends.release(pieces);
        }
    }
}
