package io.etlbed.simulator.embedded.store;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest changes of one kind, oldest first, in a ring. Watches read it each at its own pace, so that a slow one costs
 * no memory: what it has not read when the ring goes round is lost to it, and it is told so. Guarded by the store's lock.
 */
final class Journal<T extends HasMetadata> {

    private final List<Change<T>> ring = new ArrayList<>();
    private final int capacity;

    /** How many changes there were before the oldest in the ring. */
    private long dropped;

    /** The version of the youngest change that is no longer in the ring. */
    private long droppedVersion;

    Journal(int capacity) {
        this.capacity = capacity;
    }

    void add(Change<T> change) {
        if (ring.size() < capacity) {
            ring.add(change);
            return;
        }
        int oldest = (int) (dropped % capacity);
        droppedVersion = ring.get(oldest).version();
        ring.set(oldest, change);
        dropped++;
    }

    /** The position of the first change after a version. */
    long after(long version) {
        if (version < droppedVersion) {
            throw ApiStatusException.expired(version, droppedVersion);
        }
        long low = dropped;
        long high = end();
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (at(middle).version() <= version) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The change at a position; null if the position is the end. */
    @Nullable
    Change<T> read(long position, long lastVersion) {
        if (position < dropped) {
            throw ApiStatusException.expired(lastVersion, droppedVersion);
        }
        return position < end() ? at(position) : null;
    }

    long end() {
        return dropped + ring.size();
    }

    /** The change at a position that has been found here under the same lock. */
    Change<T> at(long position) {
        return ring.get((int) (position % capacity));
    }
}
