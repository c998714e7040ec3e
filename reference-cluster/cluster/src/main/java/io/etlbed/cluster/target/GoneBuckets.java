package io.etlbed.cluster.target;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is left of destroyed buckets: moved aside at once, and removed in the background, for there may be many files. */
final class GoneBuckets {

    private static final Logger LOG = LoggerFactory.getLogger(GoneBuckets.class);

    private final String targetId;
    private final Path folder;
    private final Executor background;

    /**
     * Begins to remove what an earlier process has left.
     *
     * @param folder for them alone, in the file system of the buckets
     */
    GoneBuckets(String targetId, Path folder, Executor background) throws IOException {
        this.targetId = targetId;
        this.folder = folder;
        this.background = background;
        try (Stream<Path> left = Files.list(folder)) {
            if (left.findAny().isPresent()) {
                background.execute(this::sweep);
            }
        }
    }

    /** Takes the folder of a bucket; it is not where it was when this returns. */
    void take(Path bucket) throws IOException {
        Files.move(bucket, folder.resolve(bucket.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        background.execute(this::sweep);
    }

    private void sweep() {
        try (Stream<Path> gone = Files.list(folder)) {
            for (Path each : (Iterable<Path>) gone::iterator) {
                FileTree.delete(each);
            }
        } catch (ClosedByInterruptException e) {
            LOG.debug("{}: what is left of destroyed buckets is removed after the next start", targetId);
        } catch (IOException e) {
            LOG.warn("{}: something is left of destroyed buckets in {}: {}", targetId, folder, e.getMessage());
        }
    }
}
