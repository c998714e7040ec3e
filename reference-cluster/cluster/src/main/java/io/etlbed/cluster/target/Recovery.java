package io.etlbed.cluster.target;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds a bucket's objects again after a restart. */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Path folder;

    Recovery(Path folder) {
        this.folder = folder;
    }

    /** What is not a complete object is left where it is, and is known to be damaged. */
    void into(BucketIndex index) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (DamageMark.isOne(file)) {
                    index.damaged(DamageMark.file(file), Files.readString(file));
                } else {
                    recover(file, index);
                }
            }
        }
    }

    private static void recover(Path file, BucketIndex index) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ObjectMeta meta = Trailer.read(channel);
            if (!Layout.fileName(meta.name()).equals(file.getFileName().toString())) {
                throw new DamageException("its file was exchanged for that of \"" + meta.name() + "\"");
            }
            index.put(meta);
        } catch (IOException e) {
            LOG.error("{} is damaged: {}", file, e.getMessage());
            index.damaged(file, String.valueOf(e.getMessage()));
        }
    }
}
