package io.etlbed.cluster.job;

import io.etlbed.cluster.wire.AisException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until all targets have done their parts of a job, and clears up after those that fail. */
final class JobFollower {

    private static final Logger LOG = LoggerFactory.getLogger(JobFollower.class);

    private final JobTargets targets;
    private final JobBuckets buckets;
    private final Predicate<String> etlRuns;
    private final Executor threads;
    private final CountDownLatch closed;

    /**
     * @param etlRuns whether the ETL of that id is wanted still
     * @param threads one for each part that is waited for
     * @param closed ends the waiting; what the targets do goes on
     */
    JobFollower(
            JobTargets targets,
            JobBuckets buckets,
            Predicate<String> etlRuns,
            Executor threads,
            CountDownLatch closed) {
        this.targets = targets;
        this.buckets = buckets;
        this.etlRuns = etlRuns;
        this.threads = threads;
        this.closed = closed;
    }

    /** Follows a job that has been started until it is over. */
    void follow(Job job) {
        try {
            List<CompletableFuture<Optional<JobReport>>> parts = job.order().targets().stream()
                    .map(target -> new JobPart(job, target, targets, etlRuns, closed))
                    .map(part -> CompletableFuture.supplyAsync(() -> await(part), threads))
                    .toList();
            finish(
                    job,
                    parts.stream()
                            .map(CompletableFuture::join)
                            .flatMap(Optional::stream)
                            .toList());
        } catch (CompletionException e) {
            LOG.warn("job {} is not followed to its end", job.order().id(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<JobReport> await(JobPart part) {
        try {
            return part.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private void finish(Job job, List<JobReport> reports) throws InterruptedException {
        if (job.failed() && job.madeDestination()) {
            destroyDestination(job);
        } else if (job.failed() && !job.order().dryRun()) {
            long written = reports.stream()
                    .mapToLong(each -> each.progress().objects())
                    .sum();
            job.note(
                    job.order().deletes()
                            ? written + " objects were deleted"
                            : "ais://" + job.order().to() + " holds what was written: " + written
                                    + " objects of this job");
        } else {
            String failures = Job.reasons(reports);
            if (!failures.isEmpty()) {
                job.note(failures);
            }
        }
        job.finish();
        LOG.info(
                "job {} {} ais://{} => ais://{}: over after {} ms{}",
                job.order().id(),
                job.order().kind(),
                job.order().from(),
                job.order().to(),
                job.age().toMillis(),
                job.failed() ? ", " + job.status().err() : "");
    }

    /** Removes the bucket that was made for a job. */
    void destroyDestination(Job job) throws InterruptedException {
        try {
            buckets.destroy(job.order().to());
        } catch (AisException e) {
            job.note("ais://" + job.order().to() + " could not be removed: " + e.getMessage());
        }
    }
}
