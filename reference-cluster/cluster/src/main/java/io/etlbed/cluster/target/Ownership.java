package io.etlbed.cluster.target;

import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.control.Placements;
import io.etlbed.cluster.data.ObjectRedirect;
import io.etlbed.cluster.data.Plan;
import io.etlbed.cluster.data.RequestHead;
import io.etlbed.cluster.wire.Migration;
import io.etlbed.cluster.wire.ObjectName;
import io.etlbed.cluster.wire.Query;
import io.etlbed.cluster.wire.Snode;
import io.etlbed.cluster.wire.Stamp;
import io.etlbed.cluster.wire.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Which objects this target has the say over: those that belong here by the newest map it knows. While objects are on their
 * way, it does nothing with one of them before all others that may have it have given it up (LIFE-15, ADR 31).
 */
final class Ownership {

    /** A map is with all nodes sooner. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final NodeState node;
    private final Placements placements;
    private final Takeovers takeovers;

    Ownership(NodeState node, Placements placements, Takeovers takeovers) {
        this.node = node;
        this.placements = placements;
        this.takeovers = takeovers;
    }

    /**
     * The plan of a client's request: what is done with the object here, or where the client finds it.
     *
     * @param here made when this target has the say over the object, by which map it is told
     */
    Plan plan(RequestHead request, ObjectName name, ObjectKey key, Function<Placements.Placed, Plan> here) {
        String asked = Query.get(request.rawQuery(), Query.MAP);
        if (!asked.isEmpty()) {
            Stamp least = Stamp.parse(asked);
            if (least.after(node.stamped().stamp())) {
                return new Plan.Eventually(() -> known(least).thenApply(done -> byNewest(request, name, key, here)));
            }
        }
        return byNewest(request, name, key, here);
    }

    /** Is done when the map is known, which others know already. */
    CompletableFuture<Void> known(Stamp least) {
        return node.whenKnown(least)
                .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .thenRun(() -> {
                    if (least.after(node.stamped().stamp())) {
                        throw new UnavailableException(
                                node.printed() + " does not know the cluster map of version " + least.version()
                                        + " yet",
                                1);
                    }
                });
    }

    private Plan byNewest(RequestHead request, ObjectName name, ObjectKey key, Function<Placements.Placed, Plan> here) {
        Placements.Placed placed = placements.current();
        Snode owner = placed.owner(name);
        if (!owner.daemon_id().equals(node.id())) {
            return ObjectRedirect.to(owner, placed.map(), request, request.rawPath(), node.id());
        }
        List<Snode> holders = placed.formerOwners(name);
        if (holders.isEmpty() || takeovers.isDone(key, since(placed))) {
            return here.apply(placed);
        }
        // By then there may be a newer map, with other holders.
        return new Plan.Eventually(() -> takeovers
                .takeOver(name, key, holders, placed.map())
                .thenApply(done -> byNewest(request, name, key, here)));
    }

    /** Whether an object belongs here now. */
    boolean has(ObjectName name) {
        return placements.current().owner(name).daemon_id().equals(node.id());
    }

    /** Where an object belongs now. */
    Snode owner(ObjectName name) {
        return placements.current().owner(name);
    }

    /** A client's write, which must not be stored if the object has come to belong elsewhere since that map. */
    Revision write(ObjectName name, ObjectKey key, Placements.Placed by) {
        Runnable check = unchanged(name, key, by);
        return (before, object, size, checksum) -> {
            check.run();
            if (before != null && before.checksum() == checksum && before.size() == size) {
                // The same bytes again change nothing, not even the version; yet they take the place of the others,
                // which nobody
                // has looked at since they were written.
                return Optional.of(before);
            }
            long version = before == null ? 1 : before.version() + 1;
            return Optional.of(new ObjectMeta(
                    object,
                    size,
                    checksum,
                    version,
                    nanos(Instant.now()),
                    node.stamped().stamp()));
        };
    }

    /** The map of this moment, for {@link #write}. */
    Placements.Placed now() {
        return placements.current();
    }

    /**
     * A check for later, which fails unless this target has had the say over the object since that map.
     *
     * @return throws {@link UnavailableException}
     */
    Runnable unchanged(ObjectName name, ObjectKey key, Placements.Placed by) {
        Optional<Stamp> begun = by.map().moving().map(Migration::since);
        return () -> {
            Placements.Placed now = placements.current();
            Optional<Stamp> since = now.map().moving().map(Migration::since);
            boolean taken = since.isEmpty()
                    || since.equals(begun)
                    || now.formerOwners(name).isEmpty()
                    || takeovers.isDone(key, since.get());
            if (!has(name) || !taken) {
                throw new UnavailableException(
                        node.printed() + ": the cluster's targets have changed while ais://" + name.bucket() + "/"
                                + name.object() + " was being changed; try again",
                        1);
            }
        };
    }

    private static Stamp since(Placements.Placed placed) {
        return placed.map().moving().map(Migration::since).orElse(Stamp.NONE);
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
}
