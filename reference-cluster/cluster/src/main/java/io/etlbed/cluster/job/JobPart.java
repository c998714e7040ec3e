package io.etlbed.cluster.job;

import io.etlbed.cluster.wire.AisException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One target's part of a job, as the primary waits for its end: a target that was restarted is given its part again. */
final class JobPart {

    private static final Logger LOG = LoggerFactory.getLogger(JobPart.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    /** A target that is lost for so long does not come back for its part. */
    private static final Duration LOST = Duration.ofMinutes(2);

    private final Job job;
    private final String target;
    private final JobTargets targets;
    private final Predicate<String> etlRuns;
    private final CountDownLatch closed;

    private @Nullable JobReport report;
    private boolean over;
    private long lostSince;

    /**
     * @param etlRuns whether the ETL of that id is wanted still
     * @param closed ends the waiting
     */
    JobPart(Job job, String target, JobTargets targets, Predicate<String> etlRuns, CountDownLatch closed) {
        this.job = job;
        this.target = target;
        this.targets = targets;
        this.etlRuns = etlRuns;
        this.closed = closed;
    }

    /** What the target says when it has ended; empty where it is lost, or nobody waits any more. */
    Optional<JobReport> await() throws InterruptedException {
        while (!over) {
            try {
                look();
                lostSince = 0;
            } catch (IOException | AisException e) {
                missed(e);
            }
        }
        return Optional.ofNullable(report);
    }

    private void look() throws IOException, InterruptedException {
        stopWithItsEtl();
        long begun = System.nanoTime();
        Optional<JobReport> now = targets.awaitEnd(target, job.order().id());
        if (now.isEmpty()) {
            beginAgain();
        } else if (!now.get().running()) {
            ended(now.get());
        } else if (System.nanoTime() - begun < LOOK_AGAIN.toNanos()) {
            // The target lets nobody wait just now: too many do.
            pause();
        }
    }

    private void stopWithItsEtl() throws InterruptedException {
        String etl = job.order().etl();
        if (etl != null && !job.failed() && !etlRuns.test(etl)) {
            targets.stop(job, "etl job \"" + etl + "\" was stopped", false);
        }
    }

    private void beginAgain() throws IOException, InterruptedException {
        if (job.failed()) {
            over = true;
            return;
        }
        LOG.info(
                "job {}: target {} was restarted, and begins its part again",
                job.order().id(),
                target);
        targets.start(target, job.order());
    }

    private void ended(JobReport end) throws InterruptedException {
        report = end;
        over = true;
        if (!end.done() && !job.order().goOn()) {
            targets.stop(job, String.valueOf(end.error()), end.aborted());
        }
    }

    private void missed(Exception cause) throws InterruptedException {
        lostSince = lostSince == 0 ? System.nanoTime() : lostSince;
        if (System.nanoTime() - lostSince > LOST.toNanos()) {
            targets.stop(job, "target " + target + " is lost: " + cause.getMessage(), false);
            over = true;
        } else if (job.failed()) {
            over = true;
        } else {
            pause();
        }
    }

    private void pause() throws InterruptedException {
        over = closed.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }
}
