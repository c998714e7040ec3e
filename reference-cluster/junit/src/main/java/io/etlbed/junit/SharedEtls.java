package io.etlbed.junit;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** ETLs that serve as long as the cluster: one for all transformers that are the same. */
final class SharedEtls {

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /** Starts one. */
    interface Start {
        String id() throws IOException, InterruptedException;
    }

    /**
     * The ETL_ID of a transformer; the first who asks starts it, and others wait meanwhile. Where that fails, the next one tries
     * again.
     */
    String id(String key, Start start) throws IOException, InterruptedException {
        Entry entry = entries.computeIfAbsent(key, unknown -> new Entry());
        entry.lock.lockInterruptibly();
        try {
            String known = entry.id;
            if (known == null) {
                known = start.id();
                entry.id = known;
            }
            return known;
        } finally {
            entry.lock.unlock();
        }
    }

    private static final class Entry {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable String id;
    }
}
