package io.etlbed.cluster.target;

import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Objects by the order of their names, in memory that does not grow with their number (ADR 0026). The latest changes are in memory;
 * many of them become a {@linkplain SortedRun file}, and files of like size become one, so that there are few. What is on disk is of
 * this process alone: the objects' own files are the truth.
 */
final class ObjectIndex implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectIndex.class);

    /** Changes in memory, of some 200 bytes each, before they become a file. */
    static final int IN_MEMORY = 10_000;

    /** Maps that wait to be written; where there are more, who writes helps. */
    private static final int MOST_FROZEN = 3;

    /** So many files of a size become one. */
    private static final int LIKE_SIZE = 4;

    private final Path folder;
    private final Executor background;
    private final int inMemory;
    private final AtomicLong files = new AtomicLong();
    private final AtomicInteger changes = new AtomicInteger();
    private final Object tidying = new Object();

    /** Held to change what the parts are; shared to use them. */
    private final ReadWriteLock parts = new ReentrantReadWriteLock();

    private NavigableMap<String, IndexEntry> latest = newMap();

    // Both the newest first.
    private final List<NavigableMap<String, IndexEntry>> frozen = new ArrayList<>();
    private final List<SortedRun> runs = new ArrayList<>();
    private boolean closed;

    /**
     * @param folder of this index alone; made when there is something for it
     * @param background where files are written
     * @param inMemory changes in memory before they become a file
     */
    ObjectIndex(Path folder, Executor background, int inMemory) {
        this.folder = folder;
        this.background = background;
        this.inMemory = inMemory;
    }

    private static NavigableMap<String, IndexEntry> newMap() {
        return new ConcurrentSkipListMap<>(Names.BYTEWISE);
    }

    void put(ObjectMeta meta) {
        change(new IndexEntry(meta.name(), meta));
    }

    /** Forgets a name; changes of one name come one after the other. */
    void remove(String name) {
        change(new IndexEntry(name, null));
    }

    private void change(IndexEntry entry) {
        boolean many;
        parts.readLock().lock();
        try {
            latest.put(entry.name(), entry);
            many = changes.incrementAndGet() >= inMemory;
        } finally {
            parts.readLock().unlock();
        }
        if (many) {
            freeze();
        }
    }

    private void freeze() {
        boolean behind;
        parts.writeLock().lock();
        try {
            if (changes.get() < inMemory) {
                return;
            }
            frozen.add(0, latest);
            latest = newMap();
            changes.set(0);
            behind = frozen.size() > MOST_FROZEN;
        } finally {
            parts.writeLock().unlock();
        }
        if (behind) {
            tidy();
        } else {
            background.execute(this::tidy);
        }
    }

    @Nullable
    ObjectMeta get(String name) {
        parts.readLock().lock();
        try {
            IndexEntry found = latest.get(name);
            for (int i = 0; found == null && i < frozen.size(); i++) {
                found = frozen.get(i).get(name);
            }
            for (int i = 0; found == null && i < runs.size(); i++) {
                found = runs.get(i).get(name);
            }
            return found == null ? null : found.meta();
        } finally {
            parts.readLock().unlock();
        }
    }

    /** The first objects whose names are greater than {@code after} and begin with {@code prefix}. */
    List<ObjectMeta> list(String prefix, String after, int most) {
        boolean fromPrefix = Names.BYTEWISE.compare(prefix, after) > 0;
        List<ObjectMeta> page = new ArrayList<>();
        parts.readLock().lock();
        try {
            Iterator<IndexEntry> entries = from(fromPrefix ? prefix : after, fromPrefix);
            while (page.size() < most && entries.hasNext()) {
                IndexEntry entry = entries.next();
                if (!entry.name().startsWith(prefix)) {
                    break;
                }
                if (entry.meta() != null) {
                    page.add(entry.meta());
                }
            }
        } finally {
            parts.readLock().unlock();
        }
        return page;
    }

    private Iterator<IndexEntry> from(String name, boolean inclusive) {
        Iterator<IndexEntry> newest = latest.tailMap(name, inclusive).values().iterator();
        if (frozen.isEmpty() && runs.isEmpty()) {
            return newest;
        }
        List<Iterator<IndexEntry>> all = new ArrayList<>();
        all.add(newest);
        frozen.forEach(map -> all.add(map.tailMap(name, inclusive).values().iterator()));
        runs.forEach(run -> all.add(run.from(name, inclusive)));
        return new Merging(all);
    }

    /** Writes what is frozen, and makes one of many files. What cannot be written stays in memory until the next time. */
    private void tidy() {
        synchronized (tidying) {
            try {
                for (NavigableMap<String, IndexEntry> map = oldestFrozen(); map != null; map = oldestFrozen()) {
                    write(map);
                    boolean fewer = true;
                    while (fewer) {
                        fewer = merge();
                    }
                }
            } catch (IOException | UncheckedIOException | AisException e) {
                if (!Thread.currentThread().isInterrupted()) {
                    LOG.warn("the index in {} stays in memory for now: {}", folder, e.getMessage());
                }
            }
        }
    }

    private @Nullable NavigableMap<String, IndexEntry> oldestFrozen() {
        parts.readLock().lock();
        try {
            return frozen.isEmpty() || closed ? null : frozen.get(frozen.size() - 1);
        } finally {
            parts.readLock().unlock();
        }
    }

    private void write(NavigableMap<String, IndexEntry> map) throws IOException {
        SortedRun run = RunWriter.write(newFile(), map.values().iterator(), inMemory);
        exchange(List.of(), run);
    }

    private Path newFile() throws IOException {
        return Files.createDirectories(folder).resolve("run-" + files.incrementAndGet());
    }

    /** Makes one of the newest files if enough are of like size; whether it has. */
    private boolean merge() throws IOException {
        List<SortedRun> all = runs();
        List<SortedRun> like =
                all.stream().takeWhile(run -> tier(run) <= tier(all.get(0))).toList();
        if (like.size() < LIKE_SIZE) {
            return false;
        }
        Iterator<IndexEntry> merged =
                new Merging(like.stream().map(run -> run.from("", true)).toList());
        boolean oldest = like.size() == all.size();
        long most = like.stream().mapToLong(SortedRun::entries).sum();
        // Behind the oldest file there is nothing that a removal could hide.
        exchange(like, RunWriter.write(newFile(), oldest ? new Present(merged) : merged, most));
        return true;
    }

    private List<SortedRun> runs() {
        parts.readLock().lock();
        try {
            return List.copyOf(runs);
        } finally {
            parts.readLock().unlock();
        }
    }

    private int tier(SortedRun run) {
        int tier = 0;
        for (long size = inMemory; size * LIKE_SIZE <= run.entries(); size *= LIKE_SIZE) {
            tier++;
        }
        return tier;
    }

    /** Puts a run in the place of those that it was made of; of none where it was made of the oldest frozen map. */
    private void exchange(List<SortedRun> old, SortedRun run) {
        List<SortedRun> gone = new ArrayList<>(old);
        parts.writeLock().lock();
        try {
            if (closed) {
                gone = List.of(run);
            } else {
                runs.removeAll(old);
                runs.add(0, run);
                if (old.isEmpty()) {
                    frozen.remove(frozen.size() - 1);
                }
            }
        } finally {
            parts.writeLock().unlock();
        }
        gone.forEach(SortedRun::close);
    }

    /** Removes its files; it is empty from then on. */
    @Override
    public void close() {
        List<SortedRun> gone;
        parts.writeLock().lock();
        try {
            closed = true;
            gone = List.copyOf(runs);
            runs.clear();
            frozen.clear();
            latest = newMap();
        } finally {
            parts.writeLock().unlock();
        }
        gone.forEach(SortedRun::close);
    }
}
