package io.etlbed.cluster.cli;

import picocli.CommandLine.Command;

/** {@code ais show job}: {@code ais job ls} by its other name. */
@Command(
        name = "job",
        description = "List the jobs that the cluster knows of, the oldest first.",
        footer = {"", "Examples:", "  ais show job", "  ais show job etl-bck --active"})
final class ShowJobCommand extends JobLsCommand {

    ShowJobCommand(Session session) {
        super(session);
    }
}
