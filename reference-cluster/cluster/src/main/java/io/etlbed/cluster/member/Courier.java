package io.etlbed.cluster.member;

import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.MetaUpdate;
import io.etlbed.cluster.wire.Snode;
import io.etlbed.cluster.wire.Stamps;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings to a node what it lacks; with nothing to bring it is a sign that the primary is there. */
final class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    /** A map, buckets and ETLs, and once more what has changed meanwhile. */
    private static final int ROUNDS = 4;

    private final NodeMeta meta;
    private final Peers peers;
    private final Roster roster;
    private final Keepalive times;
    private final Consumer<MetaUpdate> deposed;

    /** What has come of a call. */
    enum Outcome {
        /** The node has all that this one has. */
        CONFIRMED,
        /** It does not answer, or not as expected. */
        MISSING,
        /** It knows a newer map: this node is the primary no more. */
        DEPOSED
    }

    /** @param deposed is told the newer map; it must not block */
    Courier(NodeMeta meta, Peers peers, Roster roster, Keepalive times, Consumer<MetaUpdate> deposed) {
        this.meta = meta;
        this.peers = peers;
        this.roster = roster;
        this.times = times;
        this.deposed = deposed;
    }

    /** Never fails; what there is to say is the outcome. */
    CompletableFuture<Outcome> bring(Snode to) {
        return bring(to, ROUNDS);
    }

    private CompletableFuture<Outcome> bring(Snode to, int rounds) {
        byte[] update = Json.write(parcel(roster.held(to.daemon_id())));
        return peers.send(to, "PUT", MetasyncHandler.PATH, update, times.push())
                .thenCompose(answer -> outcome(to, answer, rounds))
                .exceptionally(failure -> Outcome.MISSING);
    }

    /** Not all at once: a control call has a longest body. */
    private MetaUpdate parcel(Stamps held) {
        MetaUpdate all = meta.since(held);
        return all.buckets() == null || all.etls() == null
                ? all
                : new MetaUpdate(
                        all.from(), all.uuid(), all.held(), all.map(), all.buckets(), null, all.config(), all.lost());
    }

    private CompletableFuture<Outcome> outcome(Snode to, ControlResponse answer, int rounds) {
        try {
            if (answer.status() == 200) {
                Stamps held = Json.read(answer.body(), Stamps.class);
                roster.answered(to.daemon_id(), held);
                if (!meta.stamps().aheadOf(held)) {
                    return CompletableFuture.completedFuture(Outcome.CONFIRMED);
                }
                return rounds > 1 ? bring(to, rounds - 1) : CompletableFuture.completedFuture(Outcome.MISSING);
            }
            if (answer.status() == MetasyncHandler.NOT_PRIMARY) {
                return CompletableFuture.completedFuture(refused(to, Json.read(answer.body(), MetaUpdate.class)));
            }
            LOG.warn(
                    "{} answers {} to metadata: {}",
                    to.daemon_id(),
                    answer.status(),
                    new String(answer.body(), StandardCharsets.UTF_8).strip());
        } catch (AisException e) {
            LOG.warn("{} answers metadata with what cannot be read: {}", to.daemon_id(), e.getMessage());
        }
        return CompletableFuture.completedFuture(Outcome.MISSING);
    }

    private Outcome refused(Snode by, MetaUpdate known) {
        boolean newer = known.uuid().equals(meta.uuid())
                && known.held().map().after(meta.stamps().map());
        LOG.debug("{} refuses metadata, and knows a newer map: {}", by.daemon_id(), newer);
        if (newer) {
            deposed.accept(known);
        }
        return newer ? Outcome.DEPOSED : Outcome.MISSING;
    }
}
