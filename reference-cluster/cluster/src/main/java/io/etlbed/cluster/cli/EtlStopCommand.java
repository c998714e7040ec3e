package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.EtlSummary;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ais etl stop}. */
@Command(
        name = "stop",
        description = "Stop ETLs: their pods go, what they were started with stays.",
        footer = {"", "Examples:", "  ais etl stop etl-md5", "  ais etl stop --all"})
final class EtlStopCommand extends AisCommand {

    @Parameters(arity = "0..*", paramLabel = "ETL_ID")
    private List<String> etls = List.of();

    @Option(names = "--all", description = "Every ETL that runs.")
    private boolean all;

    EtlStopCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        if (all == !etls.isEmpty()) {
            throw new UsageException("name the ETLs to stop, or say --all");
        }
        List<String> ids = all ? ais.etl().list().stream().map(EtlSummary::id).toList() : etls;
        for (String id : ids) {
            ais.etl().stop(id);
            say("ETL \"", id, "\" stopped successfully");
        }
    }
}
