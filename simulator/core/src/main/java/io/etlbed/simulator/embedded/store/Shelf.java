package io.etlbed.simulator.embedded.store;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one kind. Safe for any thread; what goes in is copied and what comes out is a copy. Refusals are
 * {@link ApiStatusException}s. A namespace that is null means all of them, or none for kinds that have none.
 */
public final class Shelf<T extends HasMetadata> implements Changes<T> {

    private final ObjectStore store;
    private final Class<T> type;
    private final String kind;
    private final String resource;
    private final boolean namespaced;

    /** Whether changes of the spec are counted: as in Kubernetes, those of pods. */
    private final boolean counted;

    private final TreeMap<ObjectKey, Revision<T>> objects = new TreeMap<>();
    private final Journal<T> journal;
    private final Set<Watch<T>> watches = new LinkedHashSet<>();

    Shelf(ObjectStore store, Class<T> type, int history) {
        this.store = store;
        this.type = type;
        this.kind = HasMetadata.getKind(type);
        this.resource = resource(type);
        this.namespaced = Namespaced.class.isAssignableFrom(type);
        this.counted = type == Pod.class;
        this.journal = new Journal<>(history);
    }

    /** The plural as messages have it, such as {@code pods} or {@code leases.coordination.k8s.io}. */
    String resource() {
        return resource;
    }

    private static String resource(Class<? extends HasMetadata> type) {
        String group = HasMetadata.getGroup(type);
        return HasMetadata.getPlural(type) + (group.isEmpty() ? "" : "." + group);
    }

    @Override
    public T create(T object) {
        T own = Codec.copy(object, type);
        Metadata.begin(own, kind, namespaced, counted, store.now());
        return add(own).copy();
    }

    /** @param dryRun whether they are to be without effect */
    public Changes<T> changes(boolean dryRun) {
        return dryRun ? new Rehearsal<>(this) : this;
    }

    /** An object as it would be stored now, but for its version. */
    T prepared(T object) {
        T own = Codec.copy(object, type);
        Metadata.begin(own, kind, namespaced, counted, store.now());
        own.getMetadata().setResourceVersion(null);
        store.locked(() -> {
            store.requireOpen();
            return place(own);
        });
        return own;
    }

    /** A name with this beginning that no object has at the moment. */
    public String freshName(@Nullable String namespace, String prefix) {
        while (true) {
            String name = Metadata.generateName(prefix);
            if (revision(namespace, name).isEmpty()) {
                return name;
            }
        }
    }

    /** Adds an object that nobody else holds, without a copy: the first copy of a JVM takes half a second. */
    void seed(T own) {
        Metadata.begin(own, kind, namespaced, counted, store.now());
        add(own);
    }

    private Revision<T> add(T own) {
        return store.locked(() -> {
            ObjectKey key = place(own);
            Revision<T> added = stamp(key, own);
            objects.put(key, added);
            publish(new Change<>(Change.Type.ADDED, added, null));
            return added;
        });
    }

    public Optional<T> get(@Nullable String namespace, String name) {
        return revision(namespace, name).map(Revision::copy);
    }

    /** @throws ApiStatusException 404 if there is none */
    public T require(@Nullable String namespace, String name) {
        return get(namespace, name).orElseThrow(() -> ApiStatusException.notFound(resource, name));
    }

    /** Everything, or everything in one namespace. */
    public Listing<T> list(@Nullable String namespace) {
        return list(namespace, any -> true);
    }

    /** @param predicate is shown the store's own objects and must not change them */
    public Listing<T> list(@Nullable String namespace, Predicate<? super T> predicate) {
        List<T> copies = new ArrayList<>();
        Snapshot<T> snapshot = snapshot(namespace);
        for (Revision<T> each : snapshot.revisions()) {
            if (predicate.test(each.peek())) {
                copies.add(each.copy());
            }
        }
        return new Listing<>(snapshot.version(), copies);
    }

    @Override
    public T update(@Nullable String namespace, String name, UnaryOperator<T> change) {
        while (true) {
            Revision<T> before = requireRevision(namespace, name);
            Optional<Revision<T>> after = swap(before, changed(before, change));
            if (after.isPresent()) {
                return after.get().copy();
            }
        }
    }

    T changed(Revision<T> before, UnaryOperator<T> change) {
        T changed = Codec.copy(change.apply(before.copy()), type);
        Metadata.keep(changed, before.peek());
        return changed;
    }

    /**
     * Puts an object in the place of the stored one of its name.
     *
     * @param object with the {@code resourceVersion} that the caller knows, or without one to replace any
     * @return what is stored now
     * @throws ApiStatusException 404 if there is none, 409 if it was changed since, or is another one by its uid
     */
    public T replace(T object) {
        String name = object.getMetadata().getName();
        String namespace = object.getMetadata().getNamespace();
        return update(namespace, name, current -> {
            String uid = object.getMetadata().getUid();
            Deletion expected = new Deletion(null, uid == null || uid.isEmpty() ? null : uid, null);
            expected.check(resource, current);
            String version = object.getMetadata().getResourceVersion();
            if (version != null
                    && !version.isEmpty()
                    && !version.equals(current.getMetadata().getResourceVersion())) {
                throw ApiStatusException.modified(resource, name);
            }
            return object;
        });
    }

    @Override
    public T delete(@Nullable String namespace, String name, Deletion how) {
        while (true) {
            Revision<T> before = requireRevision(namespace, name);
            T marked = before.copy();
            Optional<Revision<T>> after = mark(before, marked, how) ? remove(before, marked) : swap(before, marked);
            if (after.isPresent()) {
                return after.get().copy();
            }
        }
    }

    /** @return whether nothing holds the object any longer */
    boolean mark(Revision<T> before, T marked, Deletion how) {
        how.check(resource, before.peek());
        return Removal.mark(marked, how.gracePeriodSeconds(), store.now());
    }

    /** Tells of everything present as added, and then of each change. */
    public Subscription watch(@Nullable String namespace, ChangeListener<T> listener) {
        return watch(namespace, listener, () -> start(new Sight<>(), namespace), null);
    }

    /**
     * Tells of everything present as added, and then of changes until it is closed: a listener that is slower than the store's
     * memory is told of the latest state of what changed meanwhile, not of each step.
     */
    public Subscription follow(ChangeListener<T> listener) {
        Sight<T> sight = new Sight<>();
        return watch(null, listener, () -> start(sight, null), sight);
    }

    /** Where somebody goes on who knows this much. */
    Watch.Start<T> again(Sight<T> sight) {
        return store.locked(() -> start(sight, null));
    }

    private Watch.Start<T> start(Sight<T> sight, @Nullable String namespace) {
        return new Watch.Start<>(sight.news(within(objects, namespace)), journal.end(), store.currentVersion());
    }

    /**
     * Tells of each change after a version.
     *
     * @throws ApiStatusException 410 if the store no longer knows all of them
     */
    public Subscription watch(@Nullable String namespace, long version, ChangeListener<T> listener) {
        return watch(namespace, listener, () -> new Watch.Start<>(List.of(), journal.after(version), version), null);
    }

    private Subscription watch(
            @Nullable String namespace,
            ChangeListener<T> listener,
            Supplier<Watch.Start<T>> start,
            @Nullable Sight<T> sight) {
        Watch<T> watch = store.locked(() -> {
            store.requireOpen();
            Watch<T> made = new Watch<>(this, namespace, listener, store.executor(), start.get(), sight);
            watches.add(made);
            return made;
        });
        watch.wake();
        return watch;
    }

    /**
     * The state of everything at an earlier version.
     *
     * @throws ApiStatusException 410 if the store no longer knows it, 504 if it has not come to it
     */
    public Snapshot<T> snapshot(@Nullable String namespace, long version) {
        return store.locked(() -> {
            if (version > store.currentVersion()) {
                throw ApiStatusException.tooLarge(version, store.currentVersion());
            }
            long first = journal.after(version);
            if (first == journal.end()) {
                return new Snapshot<>(version, within(objects, namespace));
            }
            NavigableMap<ObjectKey, Revision<T>> then = new TreeMap<>(objects);
            for (long position = journal.end() - 1; position >= first; position--) {
                Change<T> undone = journal.at(position);
                undone.previous()
                        .ifPresentOrElse(
                                before -> then.put(before.key(), before),
                                () -> then.remove(undone.current().key()));
            }
            return new Snapshot<>(version, within(then, namespace));
        });
    }

    /** The latest state of everything, for those who write it as JSON and need no copies. */
    public Snapshot<T> snapshot(@Nullable String namespace) {
        return store.locked(() -> new Snapshot<>(store.currentVersion(), within(objects, namespace)));
    }

    /** What a watch reads: the change at a position, if there is one, and the version up to which it then knows all. */
    record Step<C extends HasMetadata>(@Nullable Change<C> change, long version) {}

    Step<T> read(long position, long lastVersion) {
        return store.locked(() -> {
            Change<T> change = journal.read(position, lastVersion);
            return new Step<>(change, change == null ? store.currentVersion() : change.version());
        });
    }

    void forget(Watch<T> watch) {
        store.locked(() -> watches.remove(watch));
    }

    List<Watch<T>> watches() {
        return store.locked(() -> List.copyOf(watches));
    }

    /** The latest state of one object, not copied. */
    public Optional<Revision<T>> revision(@Nullable String namespace, String name) {
        ObjectKey key = new ObjectKey(namespaced && namespace != null ? namespace : "", name);
        return store.locked(() -> Optional.ofNullable(objects.get(key)));
    }

    Revision<T> requireRevision(@Nullable String namespace, String name) {
        return revision(namespace, name).orElseThrow(() -> ApiStatusException.notFound(resource, name));
    }

    private ObjectKey place(T own) {
        if (namespaced) {
            store.requireNamespace(own.getMetadata(), resource);
        }
        return freeKey(own.getMetadata());
    }

    private ObjectKey freeKey(ObjectMeta metadata) {
        String namespace = namespaced ? metadata.getNamespace() : "";
        if (metadata.getName() == null || metadata.getName().isEmpty()) {
            metadata.setName(freshName(namespace, metadata.getGenerateName()));
        }
        ObjectKey key = new ObjectKey(namespace, metadata.getName());
        if (objects.containsKey(key)) {
            throw ApiStatusException.alreadyExists(resource, key.name());
        }
        return key;
    }

    /** Empty if somebody else was quicker. What is not changed is not written; what has nothing to wait for goes. */
    private Optional<Revision<T>> swap(Revision<T> before, T own) {
        own.getMetadata().setResourceVersion(Long.toString(before.version()));
        if (Removal.finished(own)) {
            return remove(before, own);
        }
        if (Arrays.equals(Codec.encode(own), before.json())) {
            return Optional.of(before);
        }
        Metadata.countGeneration(own, before.peek());
        return store.locked(() -> {
            if (objects.get(before.key()) != before) {
                return Optional.empty();
            }
            Revision<T> after = stamp(before.key(), own);
            objects.put(after.key(), after);
            publish(new Change<>(Change.Type.MODIFIED, after, before));
            return Optional.of(after);
        });
    }

    private Optional<Revision<T>> remove(Revision<T> before, T last) {
        return store.locked(() -> {
            if (objects.get(before.key()) != before) {
                return Optional.empty();
            }
            Revision<T> after = stamp(before.key(), last);
            objects.remove(after.key());
            publish(new Change<>(Change.Type.DELETED, after, before));
            return Optional.of(after);
        });
    }

    private Revision<T> stamp(ObjectKey key, T own) {
        long version = store.nextVersion();
        own.getMetadata().setResourceVersion(Long.toString(version));
        return new Revision<>(type, key, version, own);
    }

    private void publish(Change<T> change) {
        journal.add(change);
        watches.forEach(Watch::wake);
    }

    private List<Revision<T>> within(NavigableMap<ObjectKey, Revision<T>> all, @Nullable String namespace) {
        if (namespace == null || !namespaced) {
            return List.copyOf(all.values());
        }
        Map<ObjectKey, Revision<T>> from = all.tailMap(new ObjectKey(namespace, ""), true);
        List<Revision<T>> found = new ArrayList<>();
        for (Revision<T> each : from.values()) {
            if (!each.key().namespace().equals(namespace)) {
                break;
            }
            found.add(each);
        }
        return found;
    }
}
