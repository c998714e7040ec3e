package io.etlbed.cluster.control;

import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Smap;
import io.etlbed.cluster.wire.Snode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/** What a node knows of itself and of the cluster. */
public final class NodeState {

    private final String id;
    private final String type;
    private final Instant started = Instant.now();
    private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();
    private volatile Optional<Snode> announced = Optional.empty();
    private volatile Optional<Smap> smap = Optional.empty();
    private volatile boolean suspended;

    /**
     * @param id at least 8 characters
     * @param type {@link Snode#PROXY} or {@link Snode#TARGET}
     */
    public NodeState(String id, String type) {
        this.id = id;
        this.type = type;
    }

    /** As in the cluster map. */
    public String id() {
        return id;
    }

    /** As errors name it: {@code p[ID]} or {@code t[ID]}. */
    public String printed() {
        return type.charAt(0) + "[" + id + "]";
    }

    /** Where the node is reached, as it is going to stand in the cluster map. */
    public void announce(Snode self) {
        announced = Optional.of(self);
    }

    /** Where the node is reached. */
    public Snode announced() {
        return announced.orElseThrow();
    }

    /** The node is part of this cluster from now on. */
    public synchronized void join(Smap map) {
        smap = Optional.of(map);
        notifyAll();
    }

    /**
     * Waits until the cluster map is one that the caller can do something with.
     *
     * @return whether it came to be within the limit
     */
    public synchronized boolean awaitMap(Predicate<Smap> wanted, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (smap.filter(wanted).isEmpty()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Empty while the node starts. */
    public Optional<Smap> smap() {
        return smap;
    }

    /**
     * The cluster map.
     *
     * @throws AisException 503 while the node starts
     */
    public Smap map() {
        return smap.orElseThrow(() -> new AisException(503, printed() + " is starting"));
    }

    /** This node in the cluster map, or as it is going to stand there. */
    public Snode self() {
        return smap.flatMap(map -> map.node(id)).or(() -> announced).orElseThrow();
    }

    /** Whether this is the primary, as far as this node knows. */
    public boolean primary() {
        return smap.isPresent() && smap.get().proxy_si().daemon_id().equals(id);
    }

    /** The primary that cannot reach half of the cluster must not act as such: another may be elected. */
    public void suspend(boolean unreachable) {
        suspended = unreachable;
    }

    /** Whether it must not act as the primary, should it be. */
    public boolean suspended() {
        return suspended;
    }

    /** Whether this is the primary, and may act as such. */
    public boolean leads() {
        return primary() && !suspended;
    }

    /** Whether the cluster map has this node. */
    public boolean member() {
        return smap.flatMap(map -> map.node(id)).isPresent();
    }

    /** A counter of the node's statistics, such as {@code get.n}. */
    public LongAdder counter(String name) {
        return counters.computeIfAbsent(name, key -> new LongAdder());
    }

    /** All counters, and the time since the start. */
    public Map<String, Long> counters() {
        Map<String, Long> values = new TreeMap<>();
        counters.forEach((name, value) -> values.put(name, value.sum()));
        values.put("up.ns.time", Duration.between(started, Instant.now()).toNanos());
        return values;
    }
}
