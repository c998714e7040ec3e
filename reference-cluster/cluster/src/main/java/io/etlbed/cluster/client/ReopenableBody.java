package io.etlbed.cluster.client;

import java.io.IOException;
import java.io.InputStream;

/** A body that can be opened as often as needed. */
record ReopenableBody(long length, Source source) implements ObjectBody {

    /** Opens the bytes anew. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    @Override
    public InputStream open() throws IOException {
        return source.open();
    }
}
