package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.kinds.Kind;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.Revision;
import io.etlbed.simulator.embedded.store.Shelf;
import io.etlbed.simulator.embedded.store.Snapshot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A list, or a part of one. All parts of a list are of one version, however much is changed while they are read.
 *
 * @param version the store's version that is shown
 * @param next where the next page begins; null where nothing follows
 * @param remaining how many follow after this page; null where nobody knows, because a selector chooses
 */
record Page<T extends HasMetadata>(
        long version,
        List<Revision<T>> revisions,
        @Nullable ContinueToken next,
        @Nullable Long remaining) {

    Page {
        revisions = List.copyOf(revisions);
    }

    /** One object alone. */
    static <T extends HasMetadata> Page<T> of(Revision<T> revision) {
        return new Page<>(revision.version(), List.of(revision), null, null);
    }

    /**
     * What a client asks for by selectors, {@code limit}, {@code continue} and {@code resourceVersion}.
     *
     * @throws ApiStatusException 400 if that makes no sense, 410 if the version is no longer known
     */
    static <T extends HasMetadata> Page<T> of(Kind<T> kind, Shelf<T> shelf, @Nullable String namespace, Query query) {
        Predicate<T> selection = query.selection(kind);
        ListTerms terms = ListTerms.of(kind, query);
        Snapshot<T> snapshot = terms.snapshot(shelf, namespace);
        List<Revision<T>> chosen = new ArrayList<>();
        boolean more = false;
        int seen = 0;
        for (Revision<T> each : snapshot.revisions()) {
            boolean before = terms.after() != null && !terms.after().isBefore(each);
            if (!before && terms.isFull(chosen.size())) {
                more = more || each.matches(selection);
                if (more) {
                    break;
                }
            } else if (!before && each.matches(selection)) {
                chosen.add(each);
            }
            seen++;
        }
        if (!more) {
            return new Page<>(snapshot.version(), chosen, null, null);
        }
        Revision<T> last = chosen.get(chosen.size() - 1);
        ContinueToken next = new ContinueToken(snapshot.version(), last.namespace(), last.name());
        boolean all = query.text("labelSelector").isEmpty()
                && query.text("fieldSelector").isEmpty();
        long left = (long) snapshot.revisions().size() - seen;
        return new Page<>(snapshot.version(), chosen, next, all ? left : null);
    }

    /** The metadata of the list. */
    ObjectNode metadata() {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("resourceVersion", Long.toString(version));
        if (next != null) {
            metadata.put("continue", next.encode());
        }
        if (remaining != null) {
            metadata.put("remainingItemCount", remaining);
        }
        return metadata;
    }
}
