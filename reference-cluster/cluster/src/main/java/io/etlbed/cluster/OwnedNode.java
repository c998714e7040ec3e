package io.etlbed.cluster;

/** A node, to whoever has started it and ends it. */
interface OwnedNode extends NodeHandle, AutoCloseable {

    @Override
    void close();
}
