package io.etlbed.cluster.member;

import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Migration;
import io.etlbed.cluster.wire.Smap;
import io.etlbed.cluster.wire.Snode;
import io.etlbed.cluster.wire.StampedMap;
import io.etlbed.cluster.wire.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Which targets there are, and on which of them objects belong: changes that the primary makes (LIFE-15). */
public final class Targetship {

    private final NodeState node;
    private final Publisher publisher;

    Targetship(NodeState node, Publisher publisher) {
        this.node = node;
        this.publisher = publisher;
    }

    /** The map as it is. */
    public StampedMap current() {
        return node.stamped();
    }

    private static List<String> flagged(Smap map, long flag) {
        return map.tmap().values().stream()
                .filter(target -> target.has(flag))
                .map(Snode::daemon_id)
                .toList();
    }

    /** The targets that have joined, and on which no object belongs yet. */
    public List<String> joining() {
        return flagged(node.map(), Snode.JOINING);
    }

    /**
     * A target of which no object is to be for a while; it stays in the map.
     *
     * @param held whether its objects are to stay there all the same, until somebody starts their job
     * @return the id of the job that moves its objects; empty where there is nothing to be done
     * @throws AisException 404 for a target that is not in the map, 400 for the last one
     */
    public String startMaintenance(String id, boolean held) throws InterruptedException {
        return flag(id, Snode.MAINTENANCE, held);
    }

    /** A target that is to leave when its objects are elsewhere; else the same. */
    public String decommission(String id, boolean held) throws InterruptedException {
        return flag(id, Snode.DECOMMISSION, held);
    }

    private String flag(String id, long flag, boolean held) throws InterruptedException {
        change(id, target -> target.with((target.flags() & ~(Snode.JOINING | Snode.MAINTENANCE)) | flag), held);
        return job();
    }

    /** Ends maintenance: the target has objects again as soon as it is ready. */
    public void stopMaintenance(String id) throws InterruptedException {
        change(
                id,
                target -> {
                    if (!target.has(Snode.MAINTENANCE | Snode.DECOMMISSION)) {
                        throw new AisException(
                                400, "target \"" + id + "\" is neither in maintenance nor being decommissioned");
                    }
                    return target.with((target.flags() & ~(Snode.MAINTENANCE | Snode.DECOMMISSION)) | Snode.JOINING);
                },
                false);
    }

    /** A target that has joined is ready: objects belong on it from now on. */
    public void arrive(String id) throws InterruptedException {
        change(id, target -> target.with(target.flags() & ~Snode.JOINING), false);
    }

    /** Takes a target out of the map, with what is on it. */
    public void remove(String id) throws InterruptedException {
        publisher.stampedMap(now -> {
            requireOther(now.map(), id);
            return without(now, List.of(id));
        });
    }

    private void change(String id, UnaryOperator<Snode> change, boolean held) throws InterruptedException {
        publisher.stampedMap(now -> {
            Snode target = now.map().tmap().get(id);
            if (target == null) {
                throw new AisException(404, "target \"" + id + "\" does not exist");
            }
            Map<String, Snode> targets = new TreeMap<>(now.map().tmap());
            targets.put(id, change.apply(target));
            Smap next = now.map().withTargets(targets);
            if (next.holders().isEmpty()) {
                throw new AisException(400, "target \"" + id + "\" is the last one: its objects have no other place");
            }
            return now.with(next, held);
        });
    }

    private static void requireOther(Smap map, String id) {
        List<String> others = new ArrayList<>(map.holders());
        others.remove(id);
        if (others.isEmpty()) {
            throw new AisException(400, "target \"" + id + "\" is the last one");
        }
    }

    private static StampedMap without(StampedMap now, List<String> ids) {
        Map<String, Snode> targets = new TreeMap<>(now.map().tmap());
        targets.keySet().removeAll(ids);
        return now.with(now.map().withTargets(targets), false);
    }

    /** Has the objects' job begin, again should it have ended with failures; its id. */
    public String startRebalance() throws InterruptedException {
        publisher.stampedMap(StampedMap::again);
        return job();
    }

    /** Holds the objects' job. */
    public void holdRebalance() throws InterruptedException {
        publisher.stampedMap(StampedMap::paused);
    }

    private String job() {
        return current().moving().map(Migration::id).orElse("");
    }

    /** The targets that leave now that no object is on them. */
    public List<String> leaving() {
        return flagged(node.map(), Snode.DECOMMISSION);
    }

    /**
     * All objects are where they belong; who was to leave has left.
     *
     * @param job that has moved them
     * @throws UnavailableException where there is a newer one, or this is not the primary any more
     */
    public void settle(String job) throws InterruptedException {
        publisher.stampedMap(now -> {
            Optional<String> latest = now.moving().map(Migration::id);
            if (!latest.equals(Optional.of(job))) {
                throw new UnavailableException("rebalance " + job + " is not the latest", 1);
            }
            return without(now, flagged(now.map(), Snode.DECOMMISSION)).settled();
        });
    }
}
