package io.etlbed.cluster.client;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file that takes its name only when it is complete: until then its bytes are in a temporary one beside it, which goes
 * away on failure, and also when the JVM is told to end meanwhile. Pipes and devices are written directly.
 */
final class NewFile implements AutoCloseable {

    private final Path target;
    private final Path part;
    private final OutputStream stream;
    private final Thread onExit;

    private NewFile(Path target, Path part) throws IOException {
        this.target = target;
        this.part = part;
        this.stream = part.equals(target)
                ? Files.newOutputStream(part)
                : Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        this.onExit = new Thread(this::discard, "ais-unfinished-file");
        if (!part.equals(target)) {
            Runtime.getRuntime().addShutdownHook(onExit);
        }
    }

    static NewFile at(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new IOException("no such folder: " + folder);
        }
        // A link stays one: what it leads to is replaced.
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            return new NewFile(target, target);
        }
        String unique = Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 36);
        return new NewFile(target, target.resolveSibling(".ais-" + unique + ".part"));
    }

    OutputStream stream() {
        return stream;
    }

    /** All bytes are written. */
    void complete() throws IOException {
        stream.close();
        if (!part.equals(target)) {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() throws IOException {
        try (stream) {
            if (!part.equals(target)) {
                Files.deleteIfExists(part);
            }
        } finally {
            forget();
        }
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook does, or has done, the same.
        }
    }

    private void discard() {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // The JVM is ending, nobody is left to tell.
        }
    }
}
