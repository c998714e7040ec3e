package io.etlbed.cluster.member;

import io.etlbed.cluster.control.ControlHandler;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.data.NodeClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A target as a member of its cluster: it joins, takes what the primary tells, and votes. */
public final class TargetMember implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TargetMember.class);
    private static final long PAUSE_MILLIS = 100;

    private final NodeState node;
    private final NodeMeta meta;
    private final ClusterSecret secret;
    private final Keepalive times;
    private final Peers peers;
    private final VoteHandler votes;
    private final ScheduledExecutorService ticker;
    private final CountDownLatch joined = new CountDownLatch(1);
    private @Nullable Future<?> rounds;

    /**
     * @param folder of the node
     * @throws IOException if what the folder has cannot be read
     */
    public TargetMember(
            NodeState node, NodeMeta meta, Path folder, ClusterSecret secret, NodeClient client, Keepalive times)
            throws IOException {
        this.node = node;
        this.meta = meta;
        this.secret = secret;
        this.times = times;
        this.peers = new Peers(node, client, secret, meta);
        this.votes = new VoteHandler(node, secret, meta, new Ballot(folder, meta.durable()), peers, times);
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

    /**
     * Tries to join until it has; once in the map, a target keeps its place. It does so too where the primary has told it that
     * it is a member, since the primary is to learn that it has been started anew.
     */
    public void join(List<URI> via) {
        Joining joining = new Joining(node, meta, peers, times, via);
        rounds = ticker.scheduleWithFixedDelay(() -> attempt(joining), 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Waits until it has joined; whether it has within the limit. */
    public boolean awaitJoined(Duration limit) throws InterruptedException {
        return joined.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void attempt(Joining joining) {
        try {
            if (joining.attempt()) {
                joined.countDown();
                ticker.shutdown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("{}: an attempt to join failed", node.printed(), e);
        }
    }

    @Override
    public void close() {
        if (rounds != null) {
            rounds.cancel(true);
        }
        ticker.shutdownNow();
        try {
            if (!ticker.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("{}: an attempt to join does not end", node.printed());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
