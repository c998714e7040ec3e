package io.etlbed.cluster.target;

import io.etlbed.cluster.data.Upload;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Bmd;
import io.etlbed.cluster.wire.ObjectName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects of one target on its disk. A write goes to a temporary file and is renamed when it is complete, so that no
 * reader ever sees half of it; readers of the object that was there before keep their open file.
 */
final class ObjectStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectStore.class);
    private static final int LOCKS = 256;
    private static final int OPEN_FILES = 512;

    private final String targetId;
    private final Layout layout;
    private final boolean durable;
    private final OpenFiles files = new OpenFiles(OPEN_FILES);
    private final Map<String, BucketIndex> buckets = new ConcurrentHashMap<>();
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();

    /**
     * @param root of this store alone
     * @param durable whether each write is forced to the disk before it is answered; without it a write survives the end
     *     of the process, not that of the machine
     */
    ObjectStore(String targetId, Path root, boolean durable) throws IOException {
        this.targetId = targetId;
        this.layout = new Layout(root);
        this.durable = durable;
    }

    Layout layout() {
        return layout;
    }

    boolean durable() {
        return durable;
    }

    /** Changes and openings of one object come one after the other. */
    Object lock(ObjectKey key) {
        return locks[Math.floorMod(key.hashCode(), LOCKS)];
    }

    /** Takes over the buckets there are: reads those it does not know yet, and removes those that are gone. */
    void accept(Bmd bmd) {
        List<String> wanted =
                bmd.buckets().values().stream().map(Bmd.Bucket::bid).toList();
        try {
            for (String bid : wanted) {
                if (!buckets.containsKey(bid)) {
                    BucketIndex index = new BucketIndex();
                    new Recovery(layout.bucket(bid)).into(index);
                    buckets.put(bid, index);
                }
            }
            try (Stream<Path> folders = Files.list(layout.objects())) {
                for (Path folder : folders.toList()) {
                    if (!wanted.contains(folder.getFileName().toString())) {
                        drop(folder);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("target " + targetId + " cannot take over the buckets", e);
        }
    }

    private void drop(Path folder) throws IOException {
        String bid = folder.getFileName().toString();
        buckets.remove(bid);
        for (Object lock : locks) {
            // Commits that saw the bucket end before the folder goes.
            synchronized (lock) {
                LOG.trace("{} has no commit under way", bid);
            }
        }
        files.removeIf(key -> key.bid().equals(bid));
        FileTree.delete(folder);
    }

    /** An object that is open already; never blocks. The caller has a claim on it. */
    Optional<OpenObject> cached(ObjectKey key) {
        return files.get(key);
    }

    /** Opens an object; the caller has a claim on it. Empty where there is none. */
    Optional<OpenObject> open(ObjectKey key, ObjectName name) throws IOException {
        synchronized (lock(key)) {
            Optional<OpenObject> ready = files.get(key);
            if (ready.isPresent()) {
                return ready;
            }
            BucketIndex index = buckets.get(key.bid());
            if (index == null || index.get(key.name()) == null) {
                return Optional.empty();
            }
            FileChannel channel;
            try {
                channel = FileChannel.open(layout.file(key), StandardOpenOption.READ);
            } catch (NoSuchFileException e) {
                LOG.warn("{}: the file of {} has vanished", targetId, name, e);
                return Optional.empty();
            }
            try {
                OpenObject object = new OpenObject(channel, Trailer.read(channel), Details.of(targetId, name));
                files.put(key, object);
                return Optional.of(object);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        }
    }

    /** Begins a write. */
    Upload upload(ObjectKey key, ExpectedChecksum expected) throws IOException {
        return new FileUpload(this, key, expected);
    }

    /** What is stored under a name now; to be called with the object's lock. */
    @Nullable
    ObjectMeta current(ObjectKey key) {
        return index(key).get(key.name());
    }

    private BucketIndex index(ObjectKey key) {
        BucketIndex index = buckets.get(key.bid());
        if (index == null) {
            throw new AisException(404, "the bucket does not exist: it was destroyed meanwhile");
        }
        return index;
    }

    /** Makes a complete file the object; to be called with the object's lock. */
    void publish(ObjectKey key, Path complete, ObjectMeta meta) throws IOException {
        BucketIndex index = index(key);
        Path file = layout.file(key);
        Files.createDirectories(file.getParent());
        Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE);
        index.put(meta);
        files.remove(key);
    }

    /** Whether it was there. */
    boolean delete(ObjectKey key) throws IOException {
        synchronized (lock(key)) {
            BucketIndex index = buckets.get(key.bid());
            if (index == null || !index.remove(key.name())) {
                return false;
            }
            files.remove(key);
            Files.deleteIfExists(layout.file(key));
            return true;
        }
    }

    List<ObjectMeta> list(String bid, String prefix, String after, int most) {
        BucketIndex index = buckets.get(bid);
        return index == null ? List.of() : index.list(prefix, after, most);
    }

    @Override
    public void close() {
        files.removeIf(key -> true);
    }
}
