package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.EtlLog;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ais etl logs} (LIFE-09). */
@Command(
        name = "logs",
        description = "Print what an ETL's containers have written.",
        footer = {"", "Example:", "  ais etl logs etl-md5"})
final class EtlLogsCommand extends AisCommand {

    @Parameters(index = "0", paramLabel = "ETL_ID")
    private String etl;

    @Parameters(index = "1", arity = "0..1", paramLabel = "TARGET_ID", description = "Only the one of this target.")
    private @Nullable String target;

    EtlLogsCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        if (target != null) {
            ais.etl().logs(etl, target).forEach(log -> print(log.text()));
            return;
        }
        List<EtlLog> logs = ais.etl().logs(etl);
        for (EtlLog log : logs) {
            say(log.targetId(), ":");
            print(log.text());
            say();
        }
    }

    private void print(String text) {
        String shown = session().terminals().out() ? Text.printableLines(text) : text;
        session().out().append(shown).append(shown.isEmpty() || shown.endsWith("\n") ? "" : "\n");
    }
}
