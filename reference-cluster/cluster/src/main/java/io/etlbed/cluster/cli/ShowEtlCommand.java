package io.etlbed.cluster.cli;

import picocli.CommandLine.Command;

/** {@code ais show etl}: {@code ais etl ls} by its other name. */
@Command(
        name = "etl",
        description = "List the ETLs that run.",
        footer = {"", "Example:", "  ais show etl"})
final class ShowEtlCommand extends EtlLsCommand {

    ShowEtlCommand(Session session) {
        super(session);
    }
}
