package io.etlbed.cluster.control;

import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Smap;
import io.etlbed.cluster.wire.Snode;
import io.etlbed.cluster.wire.Stamp;
import io.etlbed.cluster.wire.StampedMap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/** What a node knows of itself and of the cluster. */
public final class NodeState {

    private final String id;
    private final String type;
    private final Instant started = Instant.now();
    private final NodeLog log = new NodeLog();
    private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();
    private volatile Optional<Snode> announced = Optional.empty();
    private volatile Optional<StampedMap> stamped = Optional.empty();
    private volatile Set<String> lost = Set.of();
    private volatile boolean suspended;
    private volatile boolean cutOff;
    private final List<Awaited> awaited = new ArrayList<>();

    /** Somebody who waits for a map. */
    private record Awaited(Stamp least, CompletableFuture<Void> there) {}

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

    /** What it has told lately. */
    public NodeLog log() {
        return log;
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
    public void join(StampedMap map) {
        List<Awaited> served;
        synchronized (this) {
            if (!smap().map(Smap::version).equals(Optional.of(map.map().version()))) {
                log.info(summary(map.map()));
            }
            stamped = Optional.of(map);
            notifyAll();
            served = awaited.stream()
                    .filter(each -> !each.least().after(map.stamp()))
                    .toList();
            awaited.removeAll(served);
        }
        served.forEach(each -> each.there().complete(null));
    }

    /** Is done when the node knows a map that is at least so new. */
    public CompletableFuture<Void> whenKnown(Stamp least) {
        CompletableFuture<Void> there = new CompletableFuture<>();
        synchronized (this) {
            if (stamped.isEmpty() || least.after(stamped.get().stamp())) {
                Awaited waiter = new Awaited(least, there);
                awaited.add(waiter);
                CompletableFuture<Void> unused = there.whenComplete((done, given) -> forget(waiter));
                return there;
            }
        }
        there.complete(null);
        return there;
    }

    private static String summary(Smap map) {
        return "cluster map " + map.version() + ": primary " + map.proxy_si().daemon_id() + ", proxies "
                + map.pmap().keySet() + ", targets " + map.tmap().keySet();
    }

    private synchronized void forget(Awaited waiter) {
        awaited.remove(waiter);
    }

    /**
     * Waits until the cluster map is one that the caller can do something with.
     *
     * @return whether it came to be within the limit
     */
    public synchronized boolean awaitMap(Predicate<Smap> wanted, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (smap().filter(wanted).isEmpty()) {
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
        return stamped.map(StampedMap::map);
    }

    /**
     * The cluster map.
     *
     * @throws AisException 503 while the node starts
     */
    public Smap map() {
        return stamped().map();
    }

    /**
     * The cluster map, and how new it is.
     *
     * @throws AisException 503 while the node starts
     */
    public StampedMap stamped() {
        return stamped.orElseThrow(() -> new AisException(503, printed() + " is starting"));
    }

    /** The targets that do not answer the primary, which keep their places; as it has told last. */
    public Set<String> lost() {
        return lost;
    }

    /** Those targets are lost, and no others. */
    public void lose(Set<String> targets) {
        lost = Set.copyOf(targets);
    }

    /** Whether nothing has been heard of any primary for so long that there may be a newer map. */
    public boolean cutOff() {
        return cutOff;
    }

    /** From now on it is, or is not any more. */
    public void cutOff(boolean unheard) {
        cutOff = unheard;
    }

    /** This node in the cluster map, or as it is going to stand there. */
    public Snode self() {
        return smap().flatMap(map -> map.node(id)).or(() -> announced).orElseThrow();
    }

    /** Whether this is the primary, as far as this node knows. */
    public boolean primary() {
        return smap().filter(map -> map.proxy_si().daemon_id().equals(id)).isPresent();
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
        return smap().flatMap(map -> map.node(id)).isPresent();
    }

    /** A counter of the node's statistics, such as {@code get.n}. */
    public LongAdder counter(String name) {
        return counters.computeIfAbsent(name, key -> new LongAdder());
    }

    /** When the node was started. */
    public Instant started() {
        return started;
    }

    /** All counters, and the time since the start. */
    public Map<String, Long> counters() {
        Map<String, Long> values = new TreeMap<>();
        counters.forEach((name, value) -> values.put(name, value.sum()));
        values.put("up.ns.time", Duration.between(started, Instant.now()).toNanos());
        return values;
    }
}
