package io.etlbed.cluster.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was found to be wrong with an object's file, written down beside it: not everything that was noticed once would be noticed
 * again after a restart.
 */
final class DamageMark {

    private static final Logger LOG = LoggerFactory.getLogger(DamageMark.class);
    private static final String SUFFIX = ".damaged";

    private DamageMark() {}

    private static Path of(Path file) {
        return file.resolveSibling(file.getFileName() + SUFFIX);
    }

    static boolean isOne(Path file) {
        return file.toString().endsWith(SUFFIX);
    }

    /** A disk that does not take it has its say in the log: the damage is known as long as the process runs. */
    static void set(Path file, String why) {
        try {
            Files.writeString(of(file), why);
        } catch (IOException e) {
            LOG.warn("{} is damaged, which cannot be written down: {}", file, e.toString());
        }
    }

    /** The file that a mark is about, which may be gone. */
    static Path file(Path mark) {
        String name = mark.getFileName().toString();
        return mark.resolveSibling(name.substring(0, name.length() - SUFFIX.length()));
    }

    /** The file was replaced, or is gone. */
    static void remove(Path file) throws IOException {
        Files.deleteIfExists(of(file));
    }
}
