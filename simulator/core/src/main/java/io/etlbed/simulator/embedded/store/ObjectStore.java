package io.etlbed.simulator.embedded.store;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.StatusCauseBuilder;
import io.fabric8.kubernetes.api.model.StatusDetailsBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Every object of one cluster, under one version that grows with each change. Safe for any thread. The namespaces that
 * each cluster has exist from the start.
 */
public final class ObjectStore implements AutoCloseable {

    /** The namespaces that each cluster has. */
    public static final List<String> NAMESPACES = List.of("default", "kube-system", "kube-public", "kube-node-lease");

    /** How many changes of each kind a watch may be behind. */
    static final int HISTORY = 4096;

    private final Clock clock;
    private final int history;
    private final Delivery delivery = new Delivery();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Class<?>, Shelf<?>> shelves = new LinkedHashMap<>();
    private long version;
    private boolean closed;

    public ObjectStore(Clock clock) {
        this(clock, HISTORY);
    }

    ObjectStore(Clock clock, int history) {
        this.clock = clock;
        this.history = history;
        for (String name : NAMESPACES) {
            of(Namespace.class).seed(active(name));
        }
    }

    /** A namespace as it is when it is new. */
    public static Namespace active(String name) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("kubernetes.io/metadata.name", name)
                .endMetadata()
                .withNewSpec()
                .withFinalizers("kubernetes")
                .endSpec()
                .withNewStatus()
                .withPhase("Active")
                .endStatus()
                .build();
    }

    /** The objects of one kind, by the class of the fabric8 model. */
    @SuppressWarnings("unchecked") // the shelf under a class was made from that class
    public <T extends HasMetadata> Shelf<T> of(Class<T> type) {
        return (Shelf<T>) locked(() -> shelves.computeIfAbsent(type, absent -> new Shelf<>(this, type, history)));
    }

    /** The version after the latest change. */
    public long version() {
        return locked(this::currentVersion);
    }

    /** Ends every watch, and refuses changes from now on; what was stored can still be read. */
    @Override
    public void close() {
        List<Watch<?>> running = locked(() -> {
            closed = true;
            List<Watch<?>> all = new ArrayList<>();
            shelves.values().forEach(shelf -> all.addAll(shelf.watches()));
            return all;
        });
        running.forEach(Watch::finish);
        delivery.close();
    }

    <R> R locked(Supplier<R> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    long currentVersion() {
        return version;
    }

    long nextVersion() {
        requireOpen();
        return ++version;
    }

    void requireOpen() {
        if (closed) {
            throw new ApiStatusException(503, "ServiceUnavailable", "the cluster is closed", null);
        }
    }

    /** Nothing can be made in a namespace that is not there, or is going. */
    void requireNamespace(ObjectMeta object, String plural) {
        String name = object.getNamespace();
        boolean terminating = of(Namespace.class)
                .revision(null, name)
                .orElseThrow(() -> ApiStatusException.notFound("namespaces", name))
                .matches(namespace -> namespace.getMetadata().getDeletionTimestamp() != null);
        if (terminating) {
            throw terminating(object, plural);
        }
    }

    private static ApiStatusException terminating(ObjectMeta object, String plural) {
        String namespace = object.getNamespace();
        String message =
                plural + " \"" + object.getName() + "\" is forbidden: unable to create new content in namespace "
                        + namespace + " because it is being terminated";
        return new ApiStatusException(
                403,
                "Forbidden",
                message,
                new StatusDetailsBuilder()
                        .withKind(plural)
                        .withName(object.getName())
                        .withCauses(new StatusCauseBuilder()
                                .withReason("NamespaceTerminating")
                                .withMessage("namespace " + namespace + " is being terminated")
                                .withField("metadata.namespace")
                                .build())
                        .build());
    }

    Executor executor() {
        return delivery;
    }

    Instant now() {
        return clock.instant();
    }
}
