package io.etlbed.cluster.member;

import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.control.Replica;
import io.etlbed.cluster.wire.Bmd;
import io.etlbed.cluster.wire.ConfigMd;
import io.etlbed.cluster.wire.EtlMd;
import io.etlbed.cluster.wire.Smap;
import io.etlbed.cluster.wire.Snode;
import io.etlbed.cluster.wire.Stamped;
import io.etlbed.cluster.wire.StampedMap;
import io.etlbed.cluster.wire.UnavailableException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;

/**
 * The primary's right to change what all nodes know, one change after the other. A change is on the primary's own disk
 * first, then it is brought to all others at once, and it stands when more than half of the nodes have it: no other primary
 * can be elected without one of them.
 */
public final class Publisher {

    private final NodeState node;
    private final NodeMeta meta;
    private final Peers peers;
    private final Courier courier;

    Publisher(NodeState node, NodeMeta meta, Peers peers, Courier courier) {
        this.node = node;
        this.meta = meta;
        this.peers = peers;
        this.courier = courier;
    }

    /**
     * Changes the buckets.
     *
     * @return the ids of the nodes that have not confirmed it; they learn it when they can be reached again
     * @throws UnavailableException if this is not the primary, or too few nodes have confirmed the change: then it may
     *     last or not
     */
    public Set<String> buckets(UnaryOperator<Bmd> change) throws InterruptedException {
        return publish(meta.buckets().replica(), change);
    }

    /** Changes the ETLs, in the same way. */
    public Set<String> etls(UnaryOperator<EtlMd> change) throws InterruptedException {
        return publish(meta.etls(), change);
    }

    /** Changes the configuration, in the same way. */
    public Set<String> config(UnaryOperator<ConfigMd> change) throws InterruptedException {
        return publish(meta.config().replica(), change);
    }

    /** Changes the cluster map, in the same way; objects stay where they belong. */
    Set<String> map(UnaryOperator<Smap> change) throws InterruptedException {
        return stampedMap(now -> new StampedMap(now.term(), change.apply(now.map()), now.migration()));
    }

    /** Changes the cluster map and where objects belong, in the same way. */
    Set<String> stampedMap(UnaryOperator<StampedMap> change) throws InterruptedException {
        return publish(meta.map(), change);
    }

    /**
     * This node is elected: what it knows is what counts from now on.
     *
     * @return false where another one was elected after it
     */
    synchronized boolean lead(long term, UnaryOperator<Smap> change) {
        return meta.lead(term, change);
    }

    private synchronized <T extends Stamped<T>> Set<String> publish(Replica<T> replica, UnaryOperator<T> change)
            throws InterruptedException {
        requireLeading();
        T now = replica.current();
        T next = change.apply(now);
        if (next.equals(now)) {
            return Set.of();
        }
        if (!replica.accept(next.at(now.stamp().next(meta.map().current().term())))) {
            throw new UnavailableException(node.printed() + ": another primary has changed it meanwhile", 1);
        }
        return push();
    }

    /** Brings to one node what it lacks; in vain where it is lost. */
    void bring(Snode to) throws InterruptedException {
        outcome(to.daemon_id(), courier.bring(to));
    }

    /** Tells the other proxies what is not in the map. */
    void bringToProxies() throws InterruptedException {
        for (Snode proxy : meta.map().current().map().pmap().values()) {
            if (!proxy.daemon_id().equals(node.id())) {
                bring(proxy);
            }
        }
    }

    private static Courier.Outcome outcome(String id, CompletableFuture<Courier.Outcome> call)
            throws InterruptedException {
        try {
            return call.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call to " + id + " has no outcome", e.getCause());
        }
    }

    /** Brings to all others what they lack. */
    private Set<String> push() throws InterruptedException {
        Smap map = meta.map().current().map();
        List<Snode> others = peers.others(map);
        Map<String, CompletableFuture<Courier.Outcome>> calls = new LinkedHashMap<>();
        others.forEach(other -> calls.put(other.daemon_id(), courier.bring(other)));
        Set<String> missing = new TreeSet<>();
        boolean deposed = false;
        for (Map.Entry<String, CompletableFuture<Courier.Outcome>> call : calls.entrySet()) {
            Courier.Outcome outcome = outcome(call.getKey(), call.getValue());
            deposed |= outcome == Courier.Outcome.DEPOSED;
            if (outcome != Courier.Outcome.CONFIRMED) {
                missing.add(call.getKey());
            }
        }
        if (deposed) {
            throw notPrimary();
        }
        requireLeading();
        int nodes = others.size() + 1;
        boolean alone = map.pmap().size() == 1;
        if (!alone && (nodes - missing.size()) * 2 <= nodes) {
            throw new UnavailableException(
                    node.printed() + ": only " + (nodes - missing.size()) + " of " + nodes
                            + " nodes have confirmed the change, which may last or not; missing are " + missing,
                    1);
        }
        return missing;
    }

    private void requireLeading() {
        if (!node.primary()) {
            throw notPrimary();
        }
        if (node.suspended()) {
            throw new UnavailableException(
                    node.printed() + " cannot reach half of the cluster, and changes nothing until it can", 1);
        }
    }

    private UnavailableException notPrimary() {
        return new UnavailableException(node.printed() + " is not the primary any more; try again", 1);
    }
}
