package io.etlbed.cluster;

import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder of one cluster: its identity, a folder for each node, and a lock against a second cluster on it. */
final class ClusterFolder implements AutoCloseable {

    private static final int ID_LENGTH = 9;

    private final Path root;
    private final FileChannel lock;
    private final Identity identity;

    /** @param targets that objects are spread over; another number would look for them in the wrong place */
    record Identity(String uuid, int targets) {}

    private record NodeId(String id) {}

    /** @throws IOException if it cannot be had, is in use, or holds a cluster of another size */
    ClusterFolder(Path root, int targets) throws IOException {
        this.root = Files.createDirectories(root).toAbsolutePath();
        this.lock = FileChannel.open(this.root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (tryLock() == null) {
                throw new IOException(this.root + " is in use by another cluster");
            }
            Identity known = read(this.root.resolve("cluster.json"), Identity.class);
            identity = known == null ? new Identity(Names.freshId(ID_LENGTH), targets) : known;
            if (identity.targets() != targets) {
                throw new IOException(this.root + " holds the objects of " + identity.targets()
                        + " targets: start it with " + identity.targets() + ", not " + targets);
            }
            write(this.root.resolve("cluster.json"), identity);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private @Nullable FileLock tryLock() throws IOException {
        try {
            return lock.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    String uuid() {
        return identity.uuid();
    }

    /** The folder of a node. */
    Path node(String name) throws IOException {
        return Files.createDirectories(root.resolve(name));
    }

    /** The id of a node: the same each time. */
    String id(String name) throws IOException {
        Path file = node(name).resolve("node.json");
        NodeId known = read(file, NodeId.class);
        NodeId id = known == null ? new NodeId(Names.freshId(ID_LENGTH)) : known;
        write(file, id);
        return id.id();
    }

    private static <T> @Nullable T read(Path file, Class<T> type) throws IOException {
        return Files.exists(file) ? Json.read(Files.readAllBytes(file), type) : null;
    }

    private static void write(Path file, Object value) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.write(temporary, Json.write(value));
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
