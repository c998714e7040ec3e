package io.etlbed.cluster.control;

import io.etlbed.cluster.wire.Bmd;
import io.etlbed.cluster.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.function.Consumer;

/** A node's copy of the bucket metadata, on disk too. Reading it takes no lock. */
public final class BucketRegistry {

    private final Path file;
    private final Consumer<Bmd> listener;
    private volatile Bmd current;

    /**
     * @param folder of the node
     * @param listener told of each new version before it is used, one after the other
     */
    public BucketRegistry(Path folder, String clusterId, Consumer<Bmd> listener) throws IOException {
        this.file = folder.resolve("bmd.json");
        this.listener = listener;
        this.current =
                Files.exists(file) ? Json.read(Files.readAllBytes(file), Bmd.class) : new Bmd(0, clusterId, Map.of());
        listener.accept(current);
    }

    /** The version in use. */
    public Bmd current() {
        return current;
    }

    /**
     * @throws io.etlbed.cluster.wire.AisException 404 where there is no such bucket
     */
    public Bmd.Bucket require(String name) {
        return current.find(name).orElseThrow(() -> BucketQuery.missing("ais://" + name));
    }

    /** Uses a version, unless it is older than the one in use. */
    public synchronized void accept(Bmd next) {
        if (next.version() < current.version()) {
            return;
        }
        try {
            Path temporary = file.resolveSibling("bmd.json.new");
            Files.write(temporary, Json.write(next));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        listener.accept(next);
        current = next;
    }
}
