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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The folder of one cluster: its identity, a folder for each node, and a lock against a second cluster on it. */
final class ClusterFolder implements AutoCloseable {

    private static final int ID_LENGTH = 9;

    private final Path root;
    private final boolean durable;
    private final FolderLock lock;
    private Identity identity;

    /** @param targets names of those that objects are spread over */
    record Identity(String uuid, List<String> targets) {}

    private record NodeId(String id) {}

    /**
     * @param targets how many there are to be: at least as many as have objects here
     * @param durable whether what is new in it is forced to the disk
     * @throws IOException if it cannot be had, is in use, is damaged, or holds a cluster of more targets
     */
    ClusterFolder(Path root, int targets, boolean durable) throws IOException {
        this.root = Files.createDirectories(root).toAbsolutePath();
        this.durable = durable;
        this.lock = FolderLock.take(this.root, Duration.ZERO);
        try {
            identity = kept(
                    this.root.resolve("cluster.json"),
                    Identity.class,
                    () -> new Identity(Names.freshId(ID_LENGTH), List.of()));
            int there = identity.targets().size();
            if (there > targets) {
                throw new IOException(this.root + " holds the objects of " + there + " targets: start it with " + there
                        + " at least, not " + targets);
            }
            while (identity.targets().size() < targets) {
                addTarget();
            }
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The names of the targets. */
    List<String> targets() {
        return identity.targets();
    }

    /** A name for one more target. */
    String addTarget() throws IOException {
        List<String> names = new ArrayList<>(identity.targets());
        int number = 1;
        while (Files.exists(root.resolve("t" + number))) {
            number++;
        }
        names.add("t" + number);
        node("t" + number);
        keep(names);
        return "t" + number;
    }

    /** The name of the target that has this id. */
    String nameOf(String id) throws IOException {
        for (String name : identity.targets()) {
            if (id(name).equals(id)) {
                return name;
            }
        }
        throw new IOException(root + " has no target of the id " + id);
    }

    /** A target that has left the cluster: nothing of it is needed any more. */
    void removeTarget(String name) throws IOException {
        List<String> names = new ArrayList<>(identity.targets());
        names.remove(name);
        keep(names);
    }

    private void keep(List<String> names) throws IOException {
        identity = new Identity(identity.uuid(), names);
        new SealedFile(root.resolve("cluster.json"), durable).write(Json.write(identity));
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
