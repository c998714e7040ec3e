package io.etlbed.cluster.data;

import java.nio.channels.FileChannel;

/**
 * An object that is open for reading. Its bytes are the first {@link #size()} bytes of the file and never change: an
 * overwrite makes another file. It stays open as long as somebody retains it.
 */
public interface ObjectFile {

    /** Read by position only. */
    FileChannel channel();

    /** Length of the object in bytes. */
    long size();

    /** XXH64 of its bytes when they were stored, in 16 hex digits. */
    String checksum();

    /**
     * Its bytes do not seem to be those that were stored: they are looked at, and if it is so, whoever opens the object from now on
     * is told. Blocks while it reads them.
     */
    void suspect();

    /** Headers that describe the object, each line ended by CR LF, in ASCII; {@code Content-Length} is not among them. */
    byte[] headers();

    /** What a HEAD says of the object beyond {@link #headers()}, in the same form. */
    byte[] details();

    /** Adds a claim; allowed only to who has one. */
    void retain();

    /** Gives up one claim; the last one closes the file. Callable on any thread. */
    void release();
}
