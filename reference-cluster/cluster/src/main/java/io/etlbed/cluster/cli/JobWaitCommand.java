package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.JobState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ais job wait}. */
@Command(
        name = "wait",
        description =
                "Wait until jobs are over. The exit code is 1 if one has failed, was aborted, or still runs at the end.",
        footer = {"", "Examples:", "  ais job wait V1mGyRHMsQ --progress", "  ais job wait V1mGyRHMsQ --timeout 90s"})
final class JobWaitCommand extends AisCommand {

    @Parameters(arity = "1..*", paramLabel = "JOB_ID")
    private List<String> jobs;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = Durations.class,
            description = "For all of them, such as 90s or 5m; as long as it takes if left out.")
    private Duration timeout = Duration.ofDays(365);

    @Option(names = "--progress", description = "Show how far it is, on a terminal.")
    private boolean progress;

    JobWaitCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        for (String job : jobs) {
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            JobState state = JobFollowing.await(session(), ais, job, left, progress);
            if (state.running()) {
                throw new IOException("job \"" + job + "\" still runs");
            }
            if (!state.succeeded()) {
                throw new IOException(JobFollowing.reason(state));
            }
            say("job \"", job, "\" is done");
        }
    }
}
