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

/** What a node knows of itself and of the cluster. */
public final class NodeState {

    private final String id;
    private final String type;
    private final Instant started = Instant.now();
    private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();
    private volatile Optional<Smap> smap = Optional.empty();

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

    /** The node is part of this cluster from now on. */
    public void join(Smap map) {
        smap = Optional.of(map);
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

    /** This node in the cluster map. */
    public Snode self() {
        return map().node(id).orElseThrow();
    }

    /** Whether this is the primary proxy. */
    public boolean primary() {
        return smap.isPresent() && smap.get().proxy_si().daemon_id().equals(id);
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
