package io.etlbed.cluster.target;

import io.etlbed.cluster.disk.DiskErrors;
import io.etlbed.cluster.wire.AisException;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The room that objects may take. The last of it is kept for what a node has to remember of its cluster, so that a target whose
 * disk is full of objects still joins, serves and deletes.
 */
final class Space {

    /** Kept free, in bytes. */
    static final long RESERVE = 8 << 20;

    private final FileStore disk;

    Space(Path folder) throws IOException {
        this.disk = Files.getFileStore(folder);
    }

    /** @throws AisException 507 where less than the reserve is free */
    void require(String what) throws IOException {
        long free = disk.getUsableSpace();
        if (free < RESERVE) {
            throw new AisException(
                    DiskErrors.OUT_OF_SPACE,
                    what + ": out of space: " + free + " bytes are free, and the last " + RESERVE
                            + " are kept for the cluster's own records");
        }
    }
}
