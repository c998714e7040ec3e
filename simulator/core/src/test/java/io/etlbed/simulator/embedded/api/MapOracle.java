package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.api.MapStep.Meant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A small model of the API machinery, written from the documentation of Kubernetes ("API concepts", "Finalizers", "API
 * conventions"): what each call answers, what is there afterwards, and what a watch has to tell of it. Versions are the
 * server's to choose; the model says when there has to be a new one.
 */
final class MapOracle {

    static final String OK = "200";
    static final String MISSING = "404 NotFound";
    static final String CONFLICT = "409 Conflict";

    private final Map<String, Thing> things = new TreeMap<>();
    private final List<Event> history = new ArrayList<>();
    private int version;

    /**
     * An object.
     *
     * @param version by the model's own count
     * @param marked whether it waits for its finalizers
     */
    record Thing(MapContent content, int version, boolean marked) {}

    /** One change; before and after are null where the object was not there. */
    record Event(
            int version,
            String name,
            @Nullable MapContent before,
            @Nullable MapContent after) {

        /** What somebody is told who sees only what matches. */
        Optional<String> seenBy(Predicate<MapContent> selection) {
            boolean was = before != null && selection.test(before);
            boolean is = after != null && selection.test(after);
            String type = was ? (is ? "MODIFIED" : "DELETED") : "ADDED";
            return was || is ? Optional.of(type + " " + name) : Optional.empty();
        }
    }

    /** What the documents say of a call: how it is answered, and what object the answer shows. */
    record Verdict(String outcome, @Nullable MapContent shown) {}

    int version() {
        return version;
    }

    Map<String, Thing> things() {
        return Map.copyOf(things);
    }

    /** What was there at a version. */
    Map<String, MapContent> at(int then) {
        Map<String, MapContent> there = new TreeMap<>();
        for (Event each : history.subList(0, then)) {
            if (each.after() == null) {
                there.remove(each.name());
            } else {
                there.put(each.name(), each.after());
            }
        }
        return there;
    }

    /** What a watch that begins at a version tells. */
    List<String> told(int since, Predicate<MapContent> selection) {
        return history.subList(since, version).stream()
                .flatMap(each -> each.seenBy(selection).stream())
                .toList();
    }

    Verdict take(MapStep step) {
        if (step instanceof MapStep.Create create) {
            return create(create);
        } else if (step instanceof MapStep.Replace replace) {
            return write(replace.name(), replace.version(), replace.uid(), replace.dryRun(), had -> replace.content());
        } else if (step instanceof MapStep.Merge merge) {
            return write(merge.name(), merge.version(), Meant.ANY, false, had -> merged(had, merge));
        } else if (step instanceof MapStep.Unfinish unfinish) {
            return unfinish(unfinish);
        } else if (step instanceof MapStep.Delete delete) {
            return delete(delete);
        } else if (step instanceof MapStep.DeleteAll all) {
            return deleteAll(all);
        }
        Thing found = things.get(((MapStep.Get) step).name());
        return found == null ? new Verdict(MISSING, null) : new Verdict(OK, found.content());
    }

    private Verdict create(MapStep.Create create) {
        if (things.containsKey(create.name())) {
            return new Verdict("409 AlreadyExists", null);
        }
        if (!create.dryRun()) {
            put(create.name(), create.content(), false);
        }
        return new Verdict("201", create.content());
    }

    private interface Change {
        MapContent of(MapContent had);
    }

    private Verdict write(String name, Meant meant, Meant uid, boolean dryRun, Change change) {
        Thing had = things.get(name);
        if (had == null) {
            return new Verdict(MISSING, null);
        }
        if (meant == Meant.ANOTHER || uid == Meant.ANOTHER) {
            return new Verdict(CONFLICT, null);
        }
        MapContent next = change.of(had.content());
        // Nobody may hold up what is being deleted already.
        if (had.marked() && !had.content().finalizers().containsAll(next.finalizers())) {
            return new Verdict("422 Invalid", null);
        }
        if (!dryRun && had.marked() && next.finalizers().isEmpty()) {
            remove(name);
        } else if (!dryRun && !next.equals(had.content())) {
            put(name, next, had.marked());
        }
        return new Verdict(OK, next);
    }

    private static MapContent merged(MapContent had, MapStep.Merge merge) {
        return new MapContent(over(had.labels(), merge.labels()), over(had.data(), merge.data()), had.finalizers());
    }

    private static Map<String, String> over(Map<String, String> had, Map<String, Optional<String>> patch) {
        Map<String, String> next = new HashMap<>(had);
        patch.forEach((key, value) -> value.ifPresentOrElse(said -> next.put(key, said), () -> next.remove(key)));
        return next;
    }

    private Verdict unfinish(MapStep.Unfinish step) {
        Thing had = things.get(step.name());
        // The operation "test" fails where the finalizer is not the first one.
        if (had != null && had.content().finalizers().indexOf(step.finalizer()) != 0) {
            return new Verdict("422 Invalid", null);
        }
        return write(step.name(), Meant.ANY, Meant.ANY, false, content -> content.withFinalizers(List.of()));
    }

    private Verdict delete(MapStep.Delete delete) {
        Thing had = things.get(delete.name());
        if (had == null) {
            return new Verdict(MISSING, null);
        }
        if (delete.version() == Meant.ANOTHER || delete.uid() == Meant.ANOTHER) {
            return new Verdict(CONFLICT, null);
        }
        if (!delete.dryRun()) {
            end(delete.name(), had);
        }
        return new Verdict(OK, null);
    }

    private Verdict deleteAll(MapStep.DeleteAll all) {
        Map<String, Thing> chosen = things.entrySet().stream()
                .filter(each ->
                        all.value().equals(each.getValue().content().labels().get(all.label())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
        if (!all.dryRun()) {
            chosen.forEach(this::end);
        }
        return new Verdict(OK, null);
    }

    private void end(String name, Thing had) {
        if (had.content().finalizers().isEmpty()) {
            remove(name);
        } else if (!had.marked()) {
            put(name, had.content(), true);
        }
    }

    private void put(String name, MapContent content, boolean marked) {
        Thing had = things.get(name);
        history.add(new Event(++version, name, had == null ? null : had.content(), content));
        things.put(name, new Thing(content, version, marked));
    }

    private void remove(String name) {
        Thing had = things.remove(name);
        history.add(new Event(++version, name, had == null ? null : had.content(), null));
    }
}
