package io.etlbed.cluster.proxy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.etlbed.cluster.control.ControlHandler;
import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.Methods;
import io.etlbed.cluster.etl.EtlMembers;
import io.etlbed.cluster.job.PrimaryJobs;
import io.etlbed.cluster.job.Rebalancer;
import io.etlbed.cluster.member.Targetship;
import io.etlbed.cluster.wire.ActionMsg;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.Snode;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes of the targets, while this proxy is the primary: what operators ask for, {@code PUT /v1/cluster} with an action, and
 * what comes of it by and by. Targets that have joined get their objects when they are ready, and those that were to leave
 * are removed when none is on them.
 */
final class TargetChanges implements ControlHandler, AutoCloseable {

    /** What this handler does. */
    static final Set<String> ACTIONS =
            Set.of("start-maintenance", "stop-maintenance", "decommission-node", "shutdown-node");

    private static final Logger LOG = LoggerFactory.getLogger(TargetChanges.class);

    private final Targetship targets;
    private final PrimaryJobs jobs;
    private final Rebalancer rebalancer;
    private final Supplier<Set<String>> lost;
    private final Supplier<EtlMembers> etls;
    private final AtomicBoolean arriving = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread own = new Thread(task, "ais-targets");
        own.setDaemon(true);
        return own;
    });

    /**
     * @param lost targets that do not answer
     * @param etls as they are connected
     */
    TargetChanges(
            Targetship targets,
            PrimaryJobs jobs,
            Rebalancer rebalancer,
            Supplier<Set<String>> lost,
            Supplier<EtlMembers> etls) {
        this.targets = targets;
        this.jobs = jobs;
        this.rebalancer = rebalancer;
        this.lost = lost;
        this.etls = etls;
    }

    /**
     * @param id of the node
     * @param skipRebalance whether its objects stay there until somebody starts their job; of one that does not answer, and
     *     is to be decommissioned: are given up
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Change(
            @JsonProperty("sid") String id,
            @JsonProperty("skip_rebalance") boolean skipRebalance) {}

    @Override
    public ControlResponse handle(ControlRequest request) throws InterruptedException {
        ActionMsg message = ActionMsg.parse(request.body());
        Change change = change(message);
        if (jobs.isWriting()) {
            throw new AisException(
                    400, "bucket jobs are running: wait for their end, or stop them, to change the targets");
        }
        String job = switch (message.verb()) {
            case "start-maintenance" -> {
                etls.get().targetsChange("target " + change.id() + " goes into maintenance");
                yield targets.startMaintenance(change.id(), change.skipRebalance());
            }
            case "stop-maintenance" -> {
                targets.stopMaintenance(change.id());
                round();
                yield "";
            }
            case "decommission-node" -> decommission(change);
            default ->
                throw Methods.notSupported(
                        "shutting a node down: stop its process after start-maintenance;" + " " + message.verb());
        };
        rebalancer.look();
        return ControlResponse.text(job);
    }

    private Change change(ActionMsg message) {
        Change change = message.value() == null ? null : Json.convert(message.value(), Change.class);
        if (change == null || change.id() == null || change.id().isEmpty()) {
            throw new AisException(400, message.verb() + ": expected a value with sid, the id of a target");
        }
        if (targets.current().map().pmap().containsKey(change.id())) {
            throw Methods.notSupported(message.verb() + " of a proxy");
        }
        if (!targets.current().map().tmap().containsKey(change.id())) {
            throw new AisException(404, "node \"" + change.id() + "\" does not exist");
        }
        return change;
    }

    private String decommission(Change change) throws InterruptedException {
        boolean gone = lost.get().contains(change.id());
        Snode target = targets.current().map().tmap().get(change.id());
        boolean empty = !target.holdsObjects() && !rebalancer.isUnsettled();
        if (gone && !empty && !change.skipRebalance()) {
            throw new AisException(
                    400,
                    "target \"" + change.id()
                            + "\" does not answer, so that its objects cannot be moved; to remove it, and"
                            + " give up what is on it, say skip_rebalance");
        }
        etls.get().targetsChange("target " + change.id() + " leaves");
        if (gone || empty) {
            etls.get().leaves(change.id());
            targets.remove(change.id());
            return "";
        }
        return targets.decommission(change.id(), change.skipRebalance());
    }

    /** What is to be done by and by. Returns at once. */
    void round() {
        boolean wanted = !targets.joining().isEmpty();
        if (wanted && arriving.compareAndSet(false, true)) {
            thread.execute(this::arriveAll);
        }
        rebalancer.look();
    }

    private void arriveAll() {
        try {
            for (String id : targets.joining()) {
                if (!lost.get().contains(id) && !jobs.isWriting() && etls.get().isReady(id)) {
                    etls.get().targetsChange("target " + id + " has joined");
                    targets.arrive(id);
                    LOG.info("target {} takes its part of the objects", id);
                }
            }
            rebalancer.look();
        } catch (AisException later) {
            LOG.info("targets that have joined wait: {}", later.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            arriving.set(false);
        }
    }

    /** All objects are where they belong: who was to leave does. */
    void settle(String job) throws InterruptedException {
        for (String id : targets.leaving()) {
            etls.get().leaves(id);
        }
        targets.settle(job);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
