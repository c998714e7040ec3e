package io.etlbed.cluster.target;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Files that are kept open for the next reader. Whoever changes an object takes it out of here while holding the object's
 * lock, and whoever puts one in holds that lock as well; so what is in here is what is on disk.
 */
final class OpenFiles {

    private final int limit;
    private final Map<ObjectKey, OpenObject> open = new ConcurrentHashMap<>();

    OpenFiles(int limit) {
        this.limit = limit;
    }

    /** With a claim for the caller. */
    Optional<OpenObject> get(ObjectKey key) {
        OpenObject object = open.get(key);
        return object != null && object.tryRetain() ? Optional.of(object) : Optional.empty();
    }

    /** Keeps it, with a claim of its own. */
    void put(ObjectKey key, OpenObject object) {
        object.retain();
        OpenObject before = open.put(key, object);
        if (before != null) {
            before.release();
        }
        if (open.size() > limit) {
            evict();
        }
    }

    void remove(ObjectKey key) {
        OpenObject object = open.remove(key);
        if (object != null) {
            object.release();
        }
    }

    void removeIf(Predicate<ObjectKey> condition) {
        open.keySet().stream().filter(condition).toList().forEach(this::remove);
    }

    /** One round over those not asked for lately, then over the rest. */
    private void evict() {
        for (int round = 0; round < 2; round++) {
            Iterator<Map.Entry<ObjectKey, OpenObject>> entries = open.entrySet().iterator();
            while (entries.hasNext() && open.size() > limit) {
                Map.Entry<ObjectKey, OpenObject> entry = entries.next();
                if (!entry.getValue().clearTouched() && open.remove(entry.getKey(), entry.getValue())) {
                    entry.getValue().release();
                }
            }
        }
    }
}
