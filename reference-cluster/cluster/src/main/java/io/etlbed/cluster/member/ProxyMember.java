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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
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
    private final Roster roster;
    private final ScheduledExecutorService ticker;

    private Joining joining;
    private Duties duties = new Nothing();
    private @Nullable Future<?> rounds;
    /** The primary has taken it in since it was started, or it is the primary. */
    private final CountDownLatch joined = new CountDownLatch(1);

    private boolean founder;
    private long lastHeard;
    private int missed;
    private int unheard;
    private int idleRounds;

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
        Ballot ballot = new Ballot(folder, meta.durable());
        this.votes = new VoteHandler(node, secret, meta, ballot, peers, times);
        this.election = new Election(node, meta, ballot, peers, times);
        this.roster = new Roster(times);
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

    /** Begins to act as the member that it has been made. */
    public void begin(Duties asPrimary) {
        duties = asPrimary;
        joined.countDown();
        if (node.primary()) {
            pulse.reset();
            duties.tookOver();
        }
        schedule(times.interval().toMillis());
    }

    /**
     * Begins to join a cluster.
     *
     * @param via proxies by which it may; where there are none, and the node's folder knows of no cluster, it founds one
     */
    public void join(List<URI> via, Duties asPrimary) {
        duties = asPrimary;
        joining = new Joining(node, meta, peers, times, via);
        founder = via.isEmpty();
        schedule(0);
    }

    private void schedule(long delay) {
        rounds = ticker.scheduleWithFixedDelay(
                this::tick, delay, times.interval().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits until it has become a member; whether it has within the limit. */
    public boolean awaitJoined(Duration limit) throws InterruptedException {
        return joined.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            if (joined.getCount() > 0 || !node.member()) {
                enter();
            } else if (node.primary()) {
                lead();
            } else {
                follow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("{}: a round of the membership failed", node.printed(), e);
        }
    }

    private void lead() throws InterruptedException {
        // Nobody waits for the sign of life of a proxy that has no other beside it.
        node.cutOff(false);
        boolean alone = node.map().pmap().size() == 1;
        idleRounds = alone ? (idleRounds + 1) % times.factor() : 0;
        if (idleRounds == 0) {
            pulse.beat().forEach(duties::targetJoined);
        }
        duties.round();
    }

    private void enter() throws InterruptedException {
        if (joining.attempt()) {
            missed = 0;
            joined.countDown();
        } else if (meta.map().current().map().pmap().containsKey(node.id())) {
            stand();
        } else if (founder && meta.map().current().map().pmap().isEmpty()) {
            becomePrimary(1, List.of());
        }
    }

    private void follow() throws InterruptedException {
        long heard = meta.heard();
        missed = heard == lastHeard ? missed + 1 : 0;
        unheard = heard == lastHeard ? unheard + 1 : 0;
        lastHeard = heard;
        node.cutOff(times.interval().multipliedBy(unheard).compareTo(times.takeover()) > 0);
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
            joined.countDown();
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
        // Where no object can be, a new target has its place at once; else it has to be ready first.
        publisher.map(map -> AutoregHandler.with(map, joiner, holdsNothing(map) ? 0 : Snode.JOINING));
        publisher.bring(joiner);
        if (pulse.found(joiner.daemon_id())) {
            publisher.bringToProxies();
        }
        if (joiner.daemon_type().equals(Snode.TARGET)) {
            ticker.execute(() -> duties.targetJoined(joiner.daemon_id()));
        }
    }

    private boolean holdsNothing(Smap map) {
        return map.holders().isEmpty() || buckets().buckets().isEmpty();
    }

    /** Changes of the targets, which are the primary's. */
    public Targetship targets() {
        return new Targetship(node, publisher);
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
