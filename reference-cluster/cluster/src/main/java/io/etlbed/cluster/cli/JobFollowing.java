package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.JobProgress;
import io.etlbed.cluster.client.JobState;
import io.etlbed.cluster.wire.AisException;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether a command that has started a job stays until that is over, and what it shows meanwhile. */
final class JobFollowing {

    private static final Duration FOREVER = Duration.ofDays(365);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    @Option(names = "--wait", description = "Return when it is done. Otherwise the job's id is printed at once.")
    private boolean wait;

    @Option(names = "--progress", description = "Wait, and show how far it is, on a terminal.")
    private boolean progress;

    /** Whether the command is over only when the job is. */
    boolean stays() {
        return wait || progress;
    }

    /**
     * Waits for the end of a job.
     *
     * @return what was done; null where the cluster has forgotten it already
     * @throws AisException with the reason if it has failed or was aborted
     */
    @Nullable
    JobProgress end(Session session, AisClient ais, String job) throws IOException, InterruptedException {
        JobState state = await(session, ais, job, FOREVER, progress);
        if (!state.succeeded()) {
            throw new AisException(400, reason(state));
        }
        return progress(ais, job);
    }

    static String reason(JobState state) {
        return state.error().isEmpty() ? "job \"" + state.id() + "\" was aborted" : state.error();
    }

    /** Waits so long at most; what is known then. */
    static JobState await(Session session, AisClient ais, String job, Duration limit, boolean showing)
            throws IOException, InterruptedException {
        if (!showing) {
            return ais.jobs().await(job, limit);
        }
        long end = System.nanoTime() + limit.toNanos();
        try (ProgressBar bar = new ProgressBar(session)) {
            while (true) {
                Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
                JobState state = ais.jobs().await(job, left.compareTo(BETWEEN_LOOKS) < 0 ? left : BETWEEN_LOOKS);
                JobProgress now = progress(ais, job);
                if (now != null) {
                    bar.at(now.objects(), now.bytes() > 0 ? now.bytes() : now.written());
                    bar.of(now.allObjects().orElse(-1L), now.allBytes().orElse(-1L));
                }
                if (!state.running() || System.nanoTime() - end >= 0) {
                    return state;
                }
            }
        }
    }

    private static @Nullable JobProgress progress(AisClient ais, String job) throws IOException, InterruptedException {
        try {
            return ais.jobs().progress(job);
        } catch (AisException e) {
            if (e.status() == 404) {
                return null;
            }
            throw e;
        }
    }
}
