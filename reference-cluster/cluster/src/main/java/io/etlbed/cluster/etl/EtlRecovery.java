package io.etlbed.cluster.etl;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.cluster.etl.Fanout.Answer;
import io.etlbed.cluster.etl.Latecomers.Standing;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.EtlMd;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings together what is to be of the ETLs and what the targets run: when a proxy becomes the primary, and when a target has
 * been away. An init that another primary was about is either running everywhere, or it is undone.
 */
final class EtlRecovery {

    private static final Logger LOG = LoggerFactory.getLogger(EtlRecovery.class);
    private static final byte[] NOTHING = new byte[0];
    private static final int SERVER_ERROR = 500;

    private final EtlRegistry registry;
    private final Fanout fanout;
    private final EtlLifecycle lifecycle;

    EtlRecovery(EtlRegistry registry, Fanout fanout, EtlLifecycle lifecycle) {
        this.registry = registry;
        this.fanout = fanout;
        this.lifecycle = lifecycle;
    }

    /**
     * What one target runs.
     *
     * @param runs the id of the run of each ETL, by the ETL_ID
     */
    record Running(String targetId, Map<String, String> runs) {

        boolean has(EtlJob job) {
            return job.run().equals(Optional.ofNullable(runs.get(job.id())));
        }
    }

    /**
     * A proxy has become the primary: it finds out what became of the ETLs.
     *
     * @return what the targets run, which may not be what they are to run
     */
    List<Running> settle() throws InterruptedException {
        List<EtlJob> jobs = registry.all();
        List<String> targets = fanout.ids();
        List<Running> running = ask(targets);
        for (EtlJob job : jobs) {
            job.lock().lockInterruptibly();
            try {
                settle(job, targets, running);
            } catch (AisException e) {
                LOG.warn("etl {}: {}", job.id(), e.getMessage());
            } finally {
                job.lock().unlock();
            }
        }
        return running;
    }

    private void settle(EtlJob job, List<String> targets, List<Running> running) throws InterruptedException {
        long count = running.stream().filter(target -> target.has(job)).count();
        switch (job.stage()) {
            case INITIALIZING -> finish(job, count == targets.size());
            case RUNNING -> {
                if (count == 0 && running.size() == targets.size()) {
                    LOG.info("etl {}: no target runs it any more, and it is stopped", job.id());
                    job.stopped();
                    registry.record(job, job.run().orElse(""), EtlMd.Stage.STOPPED);
                }
            }
            case STOPPED -> LOG.debug("etl {}: stopped", job.id());
        }
    }

    private void finish(EtlJob job, boolean everywhere) throws InterruptedException {
        String run = job.run().orElse("");
        if (everywhere) {
            LOG.info("etl {}: runs on all targets, though the primary that started it is lost", job.id());
            job.running();
            registry.record(job, run, EtlMd.Stage.RUNNING);
            return;
        }
        boolean wasStopped = registry.wasStopped(job);
        LOG.info(
                "etl {}: undone, as the primary that was starting it is lost{}",
                job.id(),
                wasStopped ? "; it is stopped" : "");
        List<Answer> left = lifecycle.undo(job, fanout.ids(), run);
        left.forEach(answer -> LOG.warn("etl {}: {}", job.id(), answer.message()));
        job.stopped();
        if (wasStopped) {
            registry.record(job, run, EtlMd.Stage.STOPPED);
        } else {
            registry.remove(job);
        }
    }

    /** A target has been started, or was out of sight. */
    Standing afterReturn(String targetId) throws InterruptedException {
        if (registry.all().isEmpty() || !fanout.ids().contains(targetId)) {
            return Standing.COMPLETE;
        }
        List<Running> running = ask(List.of(targetId));
        return running.isEmpty() ? Standing.UNREACHED : bringInLine(running.get(0));
    }

    /** Starts what the target is to run and does not, and stops what it is not to run. */
    Standing bringInLine(Running target) throws InterruptedException {
        Set<Standing> found = EnumSet.of(Standing.COMPLETE);
        for (EtlJob job : registry.all()) {
            job.lock().lockInterruptibly();
            try {
                if (registry.holds(job) && job.stage() == EtlJob.Stage.RUNNING && !target.has(job)) {
                    found.add(restore(job, target.targetId()));
                }
            } finally {
                job.lock().unlock();
            }
        }
        for (Map.Entry<String, String> etl : target.runs().entrySet()) {
            boolean wanted = registry.all().stream()
                    .anyMatch(job ->
                            job.id().equals(etl.getKey()) && job.stage() != EtlJob.Stage.STOPPED && target.has(job));
            if (!wanted) {
                LOG.info("etl {}: target {} is not to run it, and stops it", etl.getKey(), target.targetId());
                stopOn(target.targetId(), etl.getKey(), etl.getValue());
            }
        }
        return found.contains(Standing.UNREACHED)
                ? Standing.UNREACHED
                : found.contains(Standing.LACKING) ? Standing.LACKING : Standing.COMPLETE;
    }

    private Standing restore(EtlJob job, String targetId) throws InterruptedException {
        job.restoring(true);
        try {
            Answer answer = fanout.call(
                            List.of(targetId),
                            "PUT",
                            "/v1/etl?uuid=" + job.run().orElse(""),
                            Json.bytes(job.message().json()))
                    .get(0);
            if (answer.ok()) {
                LOG.info("etl {}: running on target {} too", job.id(), targetId);
                return Standing.COMPLETE;
            }
            LOG.warn("etl {}: not started on target {}, and tried again: {}", job.id(), targetId, answer.message());
            return isReached(answer) ? Standing.LACKING : Standing.UNREACHED;
        } finally {
            job.restoring(false);
        }
    }

    /** A target leaves: all that it runs is stopped there. */
    void stopAllOn(String targetId) throws InterruptedException {
        for (Running target : ask(List.of(targetId))) {
            for (Map.Entry<String, String> etl : target.runs().entrySet()) {
                stopOn(targetId, etl.getKey(), etl.getValue());
            }
        }
    }

    private void stopOn(String targetId, String id, String run) throws InterruptedException {
        fanout.call(List.of(targetId), "POST", "/v1/etl/" + id + "/stop?uuid=" + run, NOTHING).stream()
                .filter(answer -> !answer.ok())
                .forEach(answer -> LOG.warn("etl {}: {}", id, answer.message()));
    }

    /** Those that answer. One without Kubernetes runs nothing. */
    private List<Running> ask(List<String> targets) throws InterruptedException {
        return fanout.call(targets, "GET", "/v1/etl", NOTHING).stream()
                .filter(EtlRecovery::isReached)
                .map(EtlRecovery::running)
                .toList();
    }

    /** One that is starting says so with a status of this kind. */
    private static boolean isReached(Answer answer) {
        return answer.reached() && answer.status() < SERVER_ERROR;
    }

    private static Running running(Answer answer) {
        Map<String, String> runs = new HashMap<>();
        try {
            if (answer.ok()) {
                for (JsonNode etl : Json.read(answer.body())) {
                    runs.put(etl.path("id").asText(), etl.path("xaction_id").asText());
                }
            }
        } catch (IOException e) {
            LOG.warn("target {} answers what cannot be read: {}", answer.targetId(), e.getMessage());
        }
        return new Running(answer.targetId(), runs);
    }
}
