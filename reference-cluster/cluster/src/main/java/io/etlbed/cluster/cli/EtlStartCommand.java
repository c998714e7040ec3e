package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ais etl start}. */
@Command(
        name = "start",
        description = "Start a stopped ETL again, on every target.",
        footer = {"", "Example:", "  ais etl start etl-md5"})
final class EtlStartCommand extends AisCommand {

    @Parameters(paramLabel = "ETL_ID")
    private String etl;

    EtlStartCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        ais.etl().start(etl);
        say("ETL \"", etl, "\" started successfully");
    }
}
