package io.etlbed.cluster.target;

import io.etlbed.cluster.wire.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The objects of one bucket on this target, in memory and in order. The files are the truth; this is made of them. */
final class BucketIndex {

    private final ConcurrentSkipListMap<String, ObjectMeta> objects = new ConcurrentSkipListMap<>(Names.BYTEWISE);

    void put(ObjectMeta meta) {
        objects.put(meta.name(), meta);
    }

    boolean remove(String name) {
        return objects.remove(name) != null;
    }

    @Nullable
    ObjectMeta get(String name) {
        return objects.get(name);
    }

    /** The first objects whose names are greater than {@code after} and begin with {@code prefix}. */
    List<ObjectMeta> list(String prefix, String after, int most) {
        boolean fromPrefix = Names.BYTEWISE.compare(prefix, after) > 0;
        List<ObjectMeta> page = new ArrayList<>();
        for (ObjectMeta meta :
                objects.tailMap(fromPrefix ? prefix : after, fromPrefix).values()) {
            if (page.size() == most || !meta.name().startsWith(prefix)) {
                break;
            }
            page.add(meta);
        }
        return page;
    }
}
