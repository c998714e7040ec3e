package io.etlbed.cluster.target;

import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.control.OutOfScope;
import io.etlbed.cluster.control.Placements;
import io.etlbed.cluster.data.Causes;
import io.etlbed.cluster.data.MoveException;
import io.etlbed.cluster.data.ObjectMover;
import io.etlbed.cluster.data.Plan;
import io.etlbed.cluster.job.LocalObjects;
import io.etlbed.cluster.wire.ActionMsg;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.ObjectName;
import io.etlbed.cluster.wire.UnavailableException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * {@code rename-obj}: an object is copied to where its new name belongs, and removed when it is stored there. What breaks off
 * leaves it under its old name; a target that ends between the two, under both.
 */
final class Renames {

    private static final String RENAME = "rename-obj";

    private final NodeState node;
    private final ObjectStore store;
    private final Ownership ownership;
    private final LocalObjects local;
    private final Executor disk;
    private volatile Optional<ObjectMover> mover = Optional.empty();

    /** @param disk threads for what blocks for a moment */
    Renames(NodeState node, ObjectStore store, Ownership ownership, LocalObjects local, Executor disk) {
        this.node = node;
        this.store = store;
        this.ownership = ownership;
        this.local = local;
        this.disk = disk;
    }

    /** From now on it can move objects. */
    void move(ObjectMover by) {
        mover = Optional.of(by);
    }

    /** What is done with an object upon a message; {@code by} is the map by which it belongs here. */
    Plan plan(ObjectName name, ObjectKey key, Placements.Placed by) {
        Runnable check = ownership.unchanged(name, key, by);
        return new Plan.Told(body -> rename(name, key, newName(name, body), check));
    }

    private static ObjectName newName(ObjectName name, byte[] body) {
        ActionMsg message = ActionMsg.parse(body);
        if (!message.verb().equals(RENAME)) {
            throw OutOfScope.action(message.verb())
                    .orElseGet(() -> new AisException(400, "invalid action \"" + message.verb() + "\""));
        }
        String given = message.name() == null ? "" : message.name();
        ObjectName next = ObjectName.of(name.bucket(), given);
        if (next.equals(name)) {
            throw new AisException(400, "cannot rename " + printed(name) + " onto itself");
        }
        return next;
    }

    private CompletableFuture<ControlResponse> rename(ObjectName name, ObjectKey key, ObjectName next, Runnable check) {
        ObjectMover moves = mover.orElseThrow(() -> new UnavailableException(node.printed() + " is starting", 1));
        OpenObject object = store.open(key, name)
                .orElseThrow(
                        () -> new AisException(404, node.printed() + ": object " + printed(name) + " does not exist"));
        ObjectMeta moved = object.meta();
        return moves.copy(object, local.destination(name.bucket(), next.object()), Optional.empty())
                .thenApplyAsync(
                        bytes -> {
                            // What has been put under the old name meanwhile is another object, and stays.
                            store.deleteIf(key, now -> {
                                check.run();
                                return now.equals(moved);
                            });
                            return ControlResponse.ok();
                        },
                        disk)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(told(name, failure)));
    }

    private static Throwable told(ObjectName name, Throwable failure) {
        Throwable cause = Causes.of(failure);
        return cause instanceof MoveException move
                ? new AisException(
                        move.lasting() ? 500 : 503, printed(name) + " keeps its name: " + cause.getMessage(), cause)
                : cause;
    }

    private static String printed(ObjectName name) {
        return "ais://" + name.bucket() + "/" + name.object();
    }
}
