package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.JobSummary;
import io.etlbed.cluster.wire.AisException;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ais job stop}. */
@Command(
        name = "stop",
        aliases = "abort",
        description = "End jobs before they are done. What was made for one that is aborted goes with it.",
        footer = {"", "Example:", "  ais job stop V1mGyRHMsQ"})
final class JobStopCommand extends AisCommand {

    @Parameters(arity = "1..*", paramLabel = "JOB_ID")
    private List<String> jobs;

    JobStopCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        for (String id : jobs) {
            JobSummary job = ais.jobs()
                    .find(id)
                    .orElseThrow(() -> new AisException(404, "no job \"" + id + "\" is known (see: ais job ls)"));
            if (job.end().isPresent()) {
                say("job \"", id, "\" is over already");
                continue;
            }
            ais.jobs().abort(id);
            say("job \"", id, "\" stopped");
        }
    }
}
