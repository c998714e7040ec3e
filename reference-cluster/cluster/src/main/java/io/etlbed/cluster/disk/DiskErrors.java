package io.etlbed.cluster.disk;

import io.etlbed.cluster.wire.AisException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.List;

/** What a disk has refused, as clients are told. */
public final class DiskErrors {

    /** As AIStore answers where there is no space. */
    public static final int OUT_OF_SPACE = 507;

    private static final int INTERNAL = 500;
    private static final List<String> FULL = List.of("No space left on device", "Disk quota exceeded");

    private DiskErrors() {}

    /**
     * 507 where there is no space, else 500.
     *
     * @param what was to be done, such as {@code t[abc]: object "o" is not stored}
     */
    public static AisException told(String what, IOException cause) {
        String reason = reason(cause);
        return FULL.stream().anyMatch(reason::contains)
                ? new AisException(OUT_OF_SPACE, what + ": out of space: " + reason, cause)
                : new AisException(INTERNAL, what + ": " + reason, cause);
    }

    /** Without the path, which is nobody's business but that of the log. */
    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "access to the disk is denied";
        }
        if (cause instanceof FileSystemException file) {
            return file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
