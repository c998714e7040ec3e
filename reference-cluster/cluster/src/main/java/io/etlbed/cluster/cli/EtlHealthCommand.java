package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.EtlHealth;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ais etl health} (LIFE-09). */
@Command(
        name = "health",
        description = "Show what an ETL's containers use: CPU in cores, and memory.",
        footer = {"", "Example:", "  ais etl health etl-md5"})
final class EtlHealthCommand extends AisCommand {

    @Parameters(index = "0", paramLabel = "ETL_ID")
    private String etl;

    @Option(names = "--json", description = "As a JSON array: cpu in cores, mem in bytes.")
    private boolean json;

    EtlHealthCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        if (json) {
            try (JsonArray array = new JsonArray(session().out())) {
                for (EtlHealth health : ais.etl().health(etl)) {
                    array.object()
                            .text("target_id", health.targetId())
                            .decimal("cpu", health.cpu())
                            .number("mem", health.memory());
                }
            }
            return;
        }
        Table table = new Table("TARGET", "CPU", "MEM");
        for (EtlHealth health : ais.etl().health(etl)) {
            table.row(session().shown(health.targetId()), cores(health.cpu()), Sizes.text(health.memory()));
        }
        table.print(session().out());
    }

    /** Hundredths of a core. */
    private static String cores(double cpu) {
        long hundredths = Math.round(cpu * 100);
        long fraction = hundredths % 100;
        return hundredths / 100 + (fraction < 10 ? ".0" : ".") + fraction;
    }
}
