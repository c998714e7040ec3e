package io.etlbed.cluster.job;

import io.etlbed.cluster.etl.Targets;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Migration;
import io.etlbed.cluster.wire.StampedMap;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The primary's side of rebalance: as long as the map says that objects are on their way, it has every target move those that
 * are not in their place, and sees them through. What is to be done is in the map alone, so another primary goes on with it.
 */
public final class Rebalancer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Rebalancer.class);
    private static final int REMEMBERED = 100;
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final JobTargets targets;
    private final RebalanceTargets cluster;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread own = new Thread(task, "ais-rebalance");
        own.setDaemon(true);
        return own;
    });

    /** What this proxy has seen through, or does: the latest last. */
    private final Map<String, JobStatus> known = new LinkedHashMap<>();

    private String following = "";

    public Rebalancer(Targets targets, RebalanceTargets cluster) {
        this.targets = new JobTargets(targets);
        this.cluster = cluster;
    }

    /** To be called when the map may have changed, and now and then. Begins with what there is to be done. */
    public synchronized void look() {
        Optional<String> job = wanted();
        if (job.isEmpty() || job.get().equals(following) || isOver(job.get())) {
            return;
        }
        following = job.get();
        known.put(following, new JobStatus(following, "", 0, false));
        known.keySet().stream()
                .limit(Math.max(0, known.size() - REMEMBERED))
                .toList()
                .forEach(known::remove);
        try {
            thread.execute(() -> follow(job.get()));
        } catch (RejectedExecutionException closing) {
            LOG.debug("rebalance {} is left to another primary", job.get(), closing);
        }
    }

    /** What is to be done by the map, where this is the primary. */
    private Optional<String> wanted() {
        return cluster.leads()
                ? cluster.map().moving().filter(each -> !each.held()).map(Migration::id)
                : Optional.empty();
    }

    private boolean isOver(String job) {
        JobStatus status = known.get(job);
        return status != null && status.endTime() != 0;
    }

    private void follow(String job) {
        try {
            LOG.info("rebalance {} begins: {}", job, describe(cluster.map()));
            List<String> failures = new ArrayList<>();
            for (String target : startEverywhere(job)) {
                awaitPart(job, target).ifPresent(failures::add);
            }
            if (!isWanted(job)) {
                end(job, "a newer change of the targets took its place", true);
            } else if (failures.isEmpty()) {
                cluster.settle(job);
                end(job, "", false);
            } else {
                end(job, String.join("; ", failures), false);
            }
        } catch (AisException e) {
            end(job, String.valueOf(e.getMessage()), true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            forget(job);
        }
    }

    private static String describe(StampedMap map) {
        return "objects of " + map.moving().map(Migration::former).orElse(List.of()) + " belong on "
                + map.map().holders();
    }

    /** All of them begin at once; one that cannot be reached is told when it is waited for. */
    private List<String> startEverywhere(String job) throws InterruptedException {
        List<String> ids = List.copyOf(cluster.map().withObjects());
        for (String target : ids) {
            try {
                targets.rebalance(target, job);
            } catch (IOException | AisException e) {
                LOG.info("rebalance {}: target {} cannot begin yet: {}", job, target, e.getMessage());
            }
        }
        return ids;
    }

    /** Waits for a target to be done, however often it is lost and returns; what it could not move. */
    private Optional<String> awaitPart(String job, String target) throws InterruptedException {
        while (isWanted(job) && cluster.map().map().tmap().containsKey(target)) {
            try {
                Optional<JobReport> report = targets.awaitEnd(target, job);
                if (report.isEmpty()) {
                    targets.rebalance(target, job);
                } else if (!report.get().running()) {
                    return report.get().done()
                            ? Optional.empty()
                            : Optional.of(target + ": " + report.get().error());
                }
            } catch (IOException | AisException e) {
                LOG.debug("rebalance {}: target {} is waited for", job, target, e);
                if (closed.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new InterruptedException("closing");
                }
            }
        }
        return Optional.empty();
    }

    private boolean isWanted(String job) {
        return wanted().equals(Optional.of(job));
    }

    private synchronized void end(String job, String error, boolean aborted) {
        Instant now = Instant.now();
        known.put(job, new JobStatus(job, error, now.getEpochSecond() * 1_000_000_000L + now.getNano(), aborted));
        LOG.info("rebalance {} is over{}", job, error.isEmpty() ? "" : ": " + error);
    }

    private synchronized void forget(String job) {
        if (following.equals(job)) {
            following = "";
        }
    }

    /** Whether objects are on their way, or wait to be. */
    public boolean isUnsettled() {
        return cluster.map().moving().isPresent();
    }

    /** The latest job, or that of an id; empty where this proxy does not know of it. */
    synchronized Optional<JobStatus> status(JobQuery query) {
        if (!query.kind().isEmpty() && !query.kind().equals(RebalancePart.KIND)) {
            return Optional.empty();
        }
        return known.values().stream()
                .filter(each -> query.id().isEmpty() || each.uuid().equals(query.id()))
                .reduce((earlier, later) -> later);
    }

    @Override
    public void close() {
        closed.countDown();
        thread.shutdownNow();
    }
}
