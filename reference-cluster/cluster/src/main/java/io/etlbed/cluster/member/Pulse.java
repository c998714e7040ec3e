package io.etlbed.cluster.member;

import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.wire.Smap;
import io.etlbed.cluster.wire.Snode;
import io.etlbed.cluster.wire.UnavailableException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The primary's round: it calls every other node and notes who is silent. Lost proxies leave the map; lost targets keep
 * their places. If those that are silent are so many that they could elect another primary, it does nothing as the primary
 * until they are fewer.
 */
final class Pulse {

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    private final NodeState node;
    private final NodeMeta meta;
    private final Peers peers;
    private final Roster roster;
    private final Courier courier;
    private final Publisher publisher;
    private final Keepalive times;
    private final Set<String> lost = new TreeSet<>();

    Pulse(
            NodeState node,
            NodeMeta meta,
            Peers peers,
            Roster roster,
            Courier courier,
            Publisher publisher,
            Keepalive times) {
        this.node = node;
        this.meta = meta;
        this.peers = peers;
        this.roster = roster;
        this.courier = courier;
        this.publisher = publisher;
        this.times = times;
    }

    /** A new primary has yet to find out who is there. */
    void reset() {
        roster.clear();
        lost.clear();
        node.lose(Set.of());
        node.suspend(false);
    }

    /** A node has joined; whether it was lost until then. */
    boolean found(String id) {
        Set<String> others = new TreeSet<>(node.lost());
        boolean was = others.remove(id);
        node.lose(others);
        return was;
    }

    /** @return the targets that were lost and can be reached again */
    // What a call comes to is on the roster.
    @SuppressWarnings("FutureReturnValueIgnored")
    List<String> beat() throws InterruptedException {
        Smap map = meta.map().current().map();
        List<Snode> others = peers.others(map);
        for (Snode other : others) {
            if (roster.begin(other.daemon_id())) {
                courier.bring(other)
                        .thenAccept(outcome -> roster.end(other.daemon_id(), outcome != Courier.Outcome.MISSING));
            }
        }
        Set<String> silent = others.stream()
                .map(Snode::daemon_id)
                .filter(roster::isSilent)
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> back = lost.stream()
                .filter(id -> !silent.contains(id) && map.tmap().containsKey(id))
                .toList();
        tell(silent, back);
        lost.clear();
        lost.addAll(silent);
        node.lose(silent.stream().filter(map.tmap()::containsKey).collect(Collectors.toSet()));
        Set<String> proxies = new TreeSet<>(silent);
        proxies.retainAll(map.pmap().keySet());
        boolean minority = !proxies.isEmpty() && silent.size() * 2 > others.size();
        if (minority != node.suspended()) {
            LOG.warn(
                    "{} {}: silent are {}",
                    node.printed(),
                    minority ? "acts no more as the primary" : "acts as the primary again",
                    silent);
            node.suspend(minority);
        }
        if (!minority && !proxies.isEmpty()) {
            drop(proxies);
        }
        return back;
    }

    private void tell(Set<String> silent, List<String> back) {
        for (String id : silent) {
            if (!lost.contains(id)) {
                LOG.warn("{}: {} has not answered for {}", node.printed(), id, times.silence());
            }
        }
        back.forEach(id -> LOG.info("{}: target {} answers again", node.printed(), id));
    }

    private void drop(Set<String> proxies) throws InterruptedException {
        try {
            publisher.map(map -> without(map, proxies));
            LOG.warn("{}: proxies {} are lost, and are in the map no more", node.printed(), proxies);
        } catch (UnavailableException e) {
            LOG.warn("{}: {}", node.printed(), e.getMessage());
        }
    }

    static Smap without(Smap map, Set<String> proxies) {
        Map<String, Snode> left = new TreeMap<>(map.pmap());
        left.keySet().removeAll(proxies);
        return new Smap(map.tmap(), left, map.proxy_si(), map.version(), map.uuid(), map.creation_time());
    }
}
