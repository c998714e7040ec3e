package io.etlbed.simulator.embedded.store;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a follower has been told of, so that what it missed can be told it in sum. It holds references to revisions, which the
 * store holds as well. Used by the delivering thread only.
 */
final class Sight<T extends HasMetadata> {

    private final Map<ObjectKey, Revision<T>> told = new LinkedHashMap<>();

    void note(Change<T> change) {
        if (change.type() == Change.Type.DELETED) {
            told.remove(change.current().key());
        } else {
            told.put(change.current().key(), change.current());
        }
    }

    /** The changes that lead from what was told to what is there now: deletions first. */
    List<Change<T>> news(List<Revision<T>> now) {
        Set<String> present = new HashSet<>();
        now.forEach(each -> present.add(uid(each)));
        List<Change<T>> news = new ArrayList<>();
        for (Revision<T> each : told.values()) {
            if (!present.contains(uid(each))) {
                news.add(new Change<>(Change.Type.DELETED, each, each));
            }
        }
        for (Revision<T> each : now) {
            Revision<T> before = told.get(each.key());
            if (before == null || !uid(before).equals(uid(each))) {
                news.add(new Change<>(Change.Type.ADDED, each, null));
            } else if (before.version() != each.version()) {
                news.add(new Change<>(Change.Type.MODIFIED, each, before));
            }
        }
        return news;
    }

    private static String uid(Revision<?> revision) {
        return revision.peek().getMetadata().getUid();
    }
}
