package io.etlbed.cluster;

import io.etlbed.cluster.disk.FolderLock;
import io.etlbed.cluster.disk.SealedFile;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/** The folder of one cluster: its identity, a folder for each node, and a lock against a second cluster on it. */
final class ClusterFolder implements AutoCloseable {

    private static final int ID_LENGTH = 9;

    private final Path root;
    private final boolean durable;
    private final FolderLock lock;
    private final Identity identity;

    /** @param targets that objects are spread over; another number would look for them in the wrong place */
    record Identity(String uuid, int targets) {}

    private record NodeId(String id) {}

    /**
     * @param durable whether what is new in it is forced to the disk
     * @throws IOException if it cannot be had, is in use, is damaged, or holds a cluster of another size
     */
    ClusterFolder(Path root, int targets, boolean durable) throws IOException {
        this.root = Files.createDirectories(root).toAbsolutePath();
        this.durable = durable;
        this.lock = FolderLock.take(this.root, Duration.ZERO);
        try {
            identity = kept(
                    this.root.resolve("cluster.json"),
                    Identity.class,
                    () -> new Identity(Names.freshId(ID_LENGTH), targets));
            if (identity.targets() != targets) {
                throw new IOException(this.root + " holds the objects of " + identity.targets()
                        + " targets: start it with " + identity.targets() + ", not " + targets);
            }
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
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
        return kept(node(name).resolve("node.json"), NodeId.class, () -> new NodeId(Names.freshId(ID_LENGTH)))
                .id();
    }

    /** What is in a file, or is put there the first time: objects are found by it, so it is never made up anew. */
    private <T> T kept(Path path, Class<T> type, Supplier<T> first) throws IOException {
        SealedFile file = new SealedFile(path, durable);
        if (!file.exists()) {
            T made = first.get();
            file.write(Json.write(made));
            return made;
        }
        try {
            return Json.read(file.read(), type);
        } catch (AisException e) {
            throw new IOException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
