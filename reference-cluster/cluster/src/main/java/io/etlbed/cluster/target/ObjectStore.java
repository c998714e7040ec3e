package io.etlbed.cluster.target;

import io.etlbed.cluster.data.Upload;
import io.etlbed.cluster.disk.DiskErrors;
import io.etlbed.cluster.disk.Folders;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Bmd;
import io.etlbed.cluster.wire.NodeActivity;
import io.etlbed.cluster.wire.ObjectName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
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
    private static final int DAMAGED = 500;

    private final String targetId;
    private final Layout layout;
    private final Space space;
    private final boolean durable;
    private final Background background = new Background();
    private final GoneBuckets gone;
    private final OpenFiles files = new OpenFiles(OPEN_FILES);
    private final Map<String, BucketIndex> buckets = new ConcurrentHashMap<>();
    private volatile Bmd known = Bmd.none("");
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();

    /**
     * @param root of this store alone
     * @param durable whether each write is forced to the disk before it is answered; without it a write survives the end
     *     of the process, not that of the machine
     * @throws IOException if the root cannot be written; the message names it
     */
    ObjectStore(String targetId, Path root, boolean durable) throws IOException {
        this.targetId = targetId;
        this.layout = new Layout(root);
        this.space = new Space(root);
        this.durable = durable;
        this.gone = new GoneBuckets(targetId, layout.gone(), background);
    }

    String targetId() {
        return targetId;
    }

    Layout layout() {
        return layout;
    }

    Space space() {
        return space;
    }

    boolean durable() {
        return durable;
    }

    /** Waits for every commit that is under way. */
    void awaitWrites() {
        for (Object lock : locks) {
            synchronized (lock) {
                LOG.trace("{}: no commit under way", targetId);
            }
        }
    }

    /** Changes and openings of one object come one after the other. */
    Object lock(ObjectKey key) {
        return locks[Math.floorMod(key.hashCode(), LOCKS)];
    }

    /** Takes over the buckets there are: reads those it does not know yet, and removes those that are gone. */
    void accept(Bmd bmd) {
        // Open files tell the name of their bucket; one that has got another name has another entry.
        known.buckets().values().stream()
                .filter(bucket -> !bmd.find(bucket.name()).map(Bmd.Bucket::bid).equals(Optional.of(bucket.bid())))
                .forEach(bucket -> files.removeIf(key -> key.bid().equals(bucket.bid())));
        known = bmd;
        List<String> wanted =
                bmd.buckets().values().stream().map(Bmd.Bucket::bid).toList();
        try {
            for (String bid : wanted) {
                if (!buckets.containsKey(bid)) {
                    Folders.make(layout.bucket(bid), durable);
                    BucketIndex index =
                            new BucketIndex(new ObjectIndex(layout.index(bid), background, ObjectIndex.IN_MEMORY));
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
            throw DiskErrors.told("t[" + targetId + "] cannot take over the buckets", e);
        }
    }

    private void drop(Path folder) throws IOException {
        String bid = folder.getFileName().toString();
        BucketIndex index = buckets.remove(bid);
        // Commits that saw the bucket end before the folder goes.
        awaitWrites();
        files.removeIf(key -> key.bid().equals(bid));
        if (index != null) {
            index.close();
        }
        gone.take(folder);
    }

    /** An object that is open already; never blocks. The caller has a claim on it. */
    Optional<OpenObject> cached(ObjectKey key) {
        return files.get(key);
    }

    /**
     * Opens an object; the caller has a claim on it. Empty where there is none.
     *
     * @throws AisException 500 where its file is damaged
     */
    Optional<OpenObject> open(ObjectKey key, ObjectName name) {
        synchronized (lock(key)) {
            Optional<OpenObject> ready = files.get(key);
            if (ready.isPresent()) {
                return ready;
            }
            BucketIndex index = buckets.get(key.bid());
            ObjectMeta meta = index == null ? null : index.get(key.name());
            if (index == null || (meta == null && !index.hasDamage())) {
                return Optional.empty();
            }
            Path file = layout.file(key);
            Optional<String> known = index.damage(file);
            if (known.isPresent()) {
                throw damaged(name, known.get());
            }
            if (meta == null) {
                return Optional.empty();
            }
            try {
                OpenObject object =
                        StoredFile.open(file, meta, Details.of(targetId, name), opened -> examine(key, name, opened));
                files.put(key, object);
                return Optional.of(object);
            } catch (DamageException e) {
                if (buckets.get(key.bid()) != index) {
                    return Optional.empty();
                }
                String why = String.valueOf(e.getMessage());
                mark(index, file, name, why);
                throw damaged(name, why);
            } catch (IOException e) {
                throw DiskErrors.told("t[" + targetId + "]: object " + printed(name) + " cannot be read", e);
            }
        }
    }

    /**
     * Opens an object after all of its bytes were compared with its checksum.
     *
     * @throws AisException 500 where they are others
     */
    Optional<OpenObject> openVerified(ObjectKey key, ObjectName name) {
        Optional<OpenObject> object = open(key, name);
        Optional<String> wrong = object.flatMap(open -> examine(key, name, open));
        if (wrong.isPresent()) {
            object.get().release();
            throw damaged(name, wrong.get());
        }
        return object;
    }

    /** What is wrong with an open object; from then on nobody gets it any more. */
    private Optional<String> examine(ObjectKey key, ObjectName name, OpenObject object) {
        Optional<String> wrong;
        try {
            wrong = Verification.of(object.channel(), object.meta());
        } catch (IOException e) {
            wrong = Optional.of("its file cannot be read: " + e.getMessage());
        }
        wrong.ifPresent(why -> {
            synchronized (lock(key)) {
                BucketIndex index = buckets.get(key.bid());
                // Meanwhile another may have taken its place.
                if (index != null && object.meta().equals(index.get(key.name()))) {
                    Path file = layout.file(key);
                    mark(index, file, name, why);
                    files.remove(key);
                }
            }
        });
        return wrong;
    }

    private void mark(BucketIndex index, Path file, ObjectName name, String why) {
        LOG.error("t[{}]: {} of object {} is damaged: {}", targetId, file, printed(name), why);
        index.damaged(file, why);
        DamageMark.set(file, why);
    }

    private static String printed(ObjectName name) {
        return "ais://" + name.bucket() + "/" + name.object();
    }

    private AisException damaged(ObjectName name, String why) {
        return new AisException(
                DAMAGED,
                "t[" + targetId + "]: object " + printed(name) + " is damaged: " + why
                        + "; put it again, or delete it");
    }

    /** Begins a write. */
    Upload upload(ObjectKey key, ExpectedChecksum expected, Revision revision) throws IOException {
        return new FileUpload(this, key, expected, revision);
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

    /**
     * Makes a complete file the object; to be called with the object's lock.
     *
     * @param former what is {@linkplain #current stored} under the name until then; null where nothing is
     */
    void publish(ObjectKey key, Path complete, @Nullable ObjectMeta former, ObjectMeta meta) throws IOException {
        BucketIndex index = index(key);
        Path file = layout.file(key);
        move(complete, file);
        try {
            settle(index, file);
        } finally {
            // Also where that failed: the file is there.
            index.put(former, meta, file);
            files.remove(key);
        }
    }

    /** The folder is nearly always there: to look for it each time would cost as much as the renaming. */
    private void move(Path complete, Path file) throws IOException {
        try {
            Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            Folders.make(file.getParent(), durable);
            Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** The file was replaced or removed: what was known of it goes, and all of it lasts. */
    private void settle(BucketIndex index, Path file) throws IOException {
        if (index.damage(file).isPresent()) {
            DamageMark.remove(file);
        }
        if (durable) {
            Folders.force(file.getParent());
        }
    }

    /**
     * Removes an object, sound or not.
     *
     * @param check is run with the object's lock, and fails where it must not be removed
     * @return whether it was there
     */
    boolean delete(ObjectKey key, Runnable check) {
        synchronized (lock(key)) {
            check.run();
            BucketIndex index = buckets.get(key.bid());
            ObjectMeta meta = index == null ? null : index.get(key.name());
            if (index == null || (meta == null && !index.hasDamage())) {
                return false;
            }
            Path file = layout.file(key);
            if (meta == null && index.damage(file).isEmpty()) {
                return false;
            }
            removeTold(key, index, meta, file);
            return true;
        }
    }

    /** Removes an object if it is still this one, and it may be; {@code may} is asked with the object's lock. */
    void deleteIf(ObjectKey key, Predicate<ObjectMeta> may) {
        synchronized (lock(key)) {
            BucketIndex index = buckets.get(key.bid());
            ObjectMeta meta = index == null ? null : index.get(key.name());
            if (index != null && meta != null && may.test(meta)) {
                removeTold(key, index, meta, layout.file(key));
            }
        }
    }

    private void removeTold(ObjectKey key, BucketIndex index, @Nullable ObjectMeta former, Path file) {
        try {
            remove(key, index, former, file);
        } catch (IOException e) {
            throw DiskErrors.told("t[" + targetId + "]: object \"" + key.name() + "\" is not deleted", e);
        }
    }

    private void remove(ObjectKey key, BucketIndex index, @Nullable ObjectMeta former, Path file) throws IOException {
        Files.deleteIfExists(file);
        try {
            settle(index, file);
        } finally {
            // Only then is it gone for readers: were it the other way round, a disk that refuses would bring it back.
            index.remove(former, key.name(), file);
            files.remove(key);
        }
    }

    List<ObjectMeta> list(String bid, String prefix, String after, int most) {
        BucketIndex index = buckets.get(bid);
        return index == null ? List.of() : index.list(prefix, after, most);
    }

    /** What there is of each bucket, by its name. */
    Map<String, NodeActivity.Held> held() {
        Map<String, NodeActivity.Held> held = new TreeMap<>();
        known.buckets().values().forEach(bucket -> {
            BucketIndex index = buckets.get(bucket.bid());
            if (index != null) {
                held.put(bucket.name(), index.held());
            }
        });
        return held;
    }

    @Override
    public void close() {
        background.close();
        buckets.values().forEach(BucketIndex::close);
        files.removeIf(key -> true);
    }
}
