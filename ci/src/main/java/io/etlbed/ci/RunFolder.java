package io.etlbed.ci;

import io.etlbed.simulator.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder that the launcher makes for one run ({@code -Detlbed.run}): all temporary files go there. It is gone when the
 * process has ended.
 */
final class RunFolder {

    private RunFolder() {}

    /** Empty where the JVM was started by somebody else. */
    static Optional<Path> find() {
        return Optional.ofNullable(System.getProperty("etlbed.run")).map(Path::of);
    }

    /** The clone's own folder for what is to be looked at after a run, {@code .etlbed}. */
    static Path state() {
        return Path.of(System.getProperty("etlbed.state", ".etlbed")).toAbsolutePath();
    }

    /** A new folder in it. */
    static Path fresh(String prefix) {
        try {
            return Files.createTempDirectory(prefix);
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made: " + e.getMessage(), e);
        }
    }

    static void remove() throws IOException {
        Optional<Path> folder = find().filter(Files::exists);
        if (folder.isPresent()) {
            FileTree.remove(folder.get());
            // By it the launcher knows that the folder is in use.
            Files.deleteIfExists(folder.get().resolveSibling(folder.get().getFileName() + ".lock"));
        }
    }
}
