package io.etlbed.cluster.client;

import io.etlbed.cluster.wire.AisException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Waits for the end of one job. The protocol has no call for it, so it looks again and again, less and less often. */
final class JobWait {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    /** AIStore's jobs of chosen objects are idle in place of over, and may be so before they begin. */
    private static final int IDLE_LOOKS = 3;

    private final JobCalls jobs;
    private final String id;

    JobWait(JobCalls jobs, String id) {
        this.jobs = jobs;
        this.id = id;
    }

    /** What is known of it last; it still runs where the limit was too short. */
    JobState until(Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        Pauses pauses = new Pauses(FIRST_PAUSE, LONGEST_PAUSE);
        int idle = 0;
        while (true) {
            Optional<JobState> told = told();
            if (told.isEmpty()) {
                JobSummary seen = jobs.find(id).orElseThrow(() -> new AisException(404, "no job \"" + id + "\""));
                idle = seen.running() ? 0 : idle + 1;
                told = Optional.of(state(seen, seen.end().isPresent() || idle >= IDLE_LOOKS));
            }
            if (!told.get().running() || System.nanoTime() - end >= 0) {
                return told.get();
            }
            pauses.sleep(end - System.nanoTime(), "job " + id);
        }
    }

    /** Empty where its status cannot be asked for: AIStore tells none of jobs of chosen objects. */
    private Optional<JobState> told() throws IOException, InterruptedException {
        try {
            return Optional.of(jobs.state(id));
        } catch (AisException e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static JobState state(JobSummary seen, boolean over) {
        boolean aborted = seen.state() == JobSummary.State.ABORTED;
        return new JobState(
                seen.id(),
                over ? Optional.of(seen.end().orElse(seen.start())) : Optional.empty(),
                aborted ? "job \"" + seen.id() + "\" was aborted" : "",
                aborted);
    }
}
