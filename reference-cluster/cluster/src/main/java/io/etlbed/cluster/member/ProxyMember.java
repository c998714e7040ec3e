package io.etlbed.cluster.member;

import io.etlbed.cluster.control.ControlHandler;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.data.NodeClient;
import io.etlbed.cluster.wire.Bmd;
import io.etlbed.cluster.wire.MetaUpdate;
import io.etlbed.cluster.wire.Smap;
import io.etlbed.cluster.wire.Snode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A proxy as a member of its cluster: it joins, follows the primary, takes its place when it is lost, and keeps the cluster
 * together as the primary.
 */
public final class ProxyMember implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProxyMember.class);

    private final NodeState node;
    private final NodeMeta meta;
    private final ClusterSecret secret;
    private final Keepalive times;
    private final Peers peers;
    private final VoteHandler votes;
    private final Election election;
    private final Publisher publisher;
    private final Pulse pulse;
    private final Roster roster = new Roster();
    private final ScheduledExecutorService ticker;

    private Joining joining;
    private Duties duties = new Nothing();
    private @Nullable Future<?> rounds;
    private boolean founder;
    private long lastHeard;
    private int missed;

    /**
     * @param folder of the node
     * @throws IOException if what the folder has cannot be read
     */
    public ProxyMember(
            NodeState node, NodeMeta meta, Path folder, ClusterSecret secret, NodeClient client, Keepalive times)
            throws IOException {
        this.node = node;
        this.meta = meta;
        this.secret = secret;
        this.times = times;
        this.peers = new Peers(node, client, secret, meta);
        Ballot ballot = new Ballot(folder);
        this.votes = new VoteHandler(node, secret, meta, ballot, peers, times);
        this.election = new Election(node, meta, ballot, peers, times);
        Courier courier = new Courier(meta, peers, roster, times, this::deposed);
        this.publisher = new Publisher(node, meta, peers, courier);
        this.pulse = new Pulse(node, meta, peers, roster, courier, publisher, times);
        this.joining = new Joining(node, meta, peers, times, List.of());
        this.ticker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "ais-member-" + node.printed());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The handlers of the calls among nodes, by the segment after {@code /v1}. */
    public Map<String, ControlHandler> amongNodes() {
        return Map.of("metasync", new MetasyncHandler(node.printed(), secret, meta), "vote", votes);
    }

    /** {@code /v1/cluster/autoreg}. */
    public ControlHandler autoreg() {
        return new AutoregHandler(node, secret, meta, peers, times, this::admit);
    }

    /** For changes, which are the primary's. */
    public Publisher publisher() {
        return publisher;
    }

    /** The buckets, as this node knows them. */
    public Bmd buckets() {
        return meta.buckets().current();
    }

    /** The targets that do not answer. */
    public Set<String> lostTargets() throws InterruptedException {
        Map<String, Snode> targets = node.map().tmap();
        Set<String> lost = new TreeSet<>(targets.keySet());
        lost.removeAll(peers.standings(targets.values(), times.push()).keySet());
        return lost;
    }

    /** How soon a loss is noticed. */
    public Keepalive times() {
        return times;
    }

    /**
     * Begins to act as a member, or to become one.
     *
     * @param via proxies by which to join; where there are none, and the node's folder knows of no cluster, it founds one
     */
    public void start(List<URI> via, Duties asPrimary) {
        joining = new Joining(node, meta, peers, times, via);
        duties = asPrimary;
        founder = via.isEmpty();
        if (node.primary()) {
            pulse.reset();
            duties.tookOver();
        }
        rounds = ticker.scheduleWithFixedDelay(
                this::tick,
                node.member() ? times.interval().toMillis() : 0,
                times.interval().toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            if (!node.member()) {
                enter();
            } else if (node.primary()) {
                pulse.beat().forEach(duties::targetJoined);
                duties.round();
            } else {
                follow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("{}: a round of the membership failed", node.printed(), e);
        }
    }

    private void enter() throws InterruptedException {
        if (joining.attempt()) {
            missed = 0;
        } else if (meta.map().current().map().pmap().containsKey(node.id())) {
            stand();
        } else if (founder && meta.map().current().map().pmap().isEmpty()) {
            becomePrimary(1, List.of());
        }
    }

    private void follow() throws InterruptedException {
        long heard = meta.heard();
        missed = heard == lastHeard ? missed + 1 : 0;
        lastHeard = heard;
        if (missed >= times.factor()) {
            stand();
        }
    }

    private void stand() throws InterruptedException {
        Election.Result result = election.run();
        if (result.found().isPresent()) {
            missed = 0;
        } else if (result.term().isPresent()) {
            becomePrimary(result.term().get(), result.alive());
        }
    }

    private void becomePrimary(long term, List<String> alive) throws InterruptedException {
        if (publisher.lead(term, map -> succeeded(map, alive))) {
            LOG.info("{} is the primary of cluster {} in term {}", node.printed(), meta.uuid(), term);
            pulse.reset();
            pulse.beat();
            duties.tookOver();
        }
    }

    /** The map with this proxy in the first place, without the one that was lost, and with each node where it is now. */
    private Smap succeeded(Smap map, List<String> alive) {
        Snode self = node.announced();
        Map<String, Snode> targets = new TreeMap<>(map.tmap());
        targets.replaceAll((id, target) -> peers.current(target));
        Map<String, Snode> proxies = new TreeMap<>(map.pmap());
        proxies.replaceAll((id, proxy) -> peers.current(proxy));
        if (!alive.contains(map.proxy_si().daemon_id())) {
            proxies.remove(map.proxy_si().daemon_id());
        }
        proxies.put(self.daemon_id(), self);
        boolean first = map.uuid().isEmpty();
        return new Smap(
                targets,
                proxies,
                self,
                map.version(),
                first ? meta.uuid() : map.uuid(),
                first ? Instant.now().toString() : map.creation_time());
    }

    private void admit(Snode joiner) throws InterruptedException {
        roster.forget(joiner.daemon_id());
        publisher.map(map -> AutoregHandler.with(map, joiner));
        publisher.bring(joiner);
        if (joiner.daemon_type().equals(Snode.TARGET)) {
            ticker.execute(() -> duties.targetJoined(joiner.daemon_id()));
        }
    }

    /** A newer map has been seen: this proxy follows it. */
    private void deposed(MetaUpdate known) {
        try {
            ticker.execute(() -> {
                meta.learn(known);
                missed = 0;
                LOG.info(
                        "{} is the primary no more: {} is",
                        node.printed(),
                        meta.map().current().map().proxy_si().daemon_id());
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is closing", node.printed(), e);
        }
    }

    /** Ends the membership's rounds. The cluster finds out by itself. */
    @Override
    public void close() {
        if (rounds != null) {
            rounds.cancel(true);
        }
        ticker.shutdownNow();
        try {
            if (!ticker.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("{}: a round of the membership does not end", node.printed());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Nothing implements Duties {
        @Override
        public void tookOver() {}

        @Override
        public void targetJoined(String id) {}

        @Override
        public void round() {}
    }
}
