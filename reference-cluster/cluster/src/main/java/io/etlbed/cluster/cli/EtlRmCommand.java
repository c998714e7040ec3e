package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ais etl rm}. */
@Command(
        name = "rm",
        aliases = "delete",
        description = "Delete ETLs: what they were started with goes too. One that runs is stopped first.",
        footer = {"", "Example:", "  ais etl rm etl-md5"})
final class EtlRmCommand extends AisCommand {

    @Parameters(arity = "1..*", paramLabel = "ETL_ID")
    private List<String> etls;

    EtlRmCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        for (String id : etls) {
            ais.etl().delete(id);
            say("ETL \"", id, "\" deleted");
        }
    }
}
