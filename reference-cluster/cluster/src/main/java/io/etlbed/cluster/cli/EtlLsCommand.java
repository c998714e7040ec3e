package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.EtlSummary;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** CLI-01: {@code ais etl ls}, {@code ais etl list}. */
@Command(
        name = "ls",
        aliases = {"list", "show"},
        description = "List the ETLs that run. No output and no error: the cluster is ready, and runs none.",
        footer = {"", "Examples:", "  ais etl ls", "  ais etl list --json"})
class EtlLsCommand extends AisCommand {

    @Option(names = "--json", description = "As a JSON array.")
    private boolean json;

    EtlLsCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        List<EtlSummary> etls = ais.etl().list();
        if (json) {
            try (JsonArray array = new JsonArray(session().out())) {
                for (EtlSummary etl : etls) {
                    array.object()
                            .text("id", etl.id())
                            .number("obj_count", etl.objects())
                            .number("in_bytes", etl.inBytes())
                            .number("out_bytes", etl.outBytes());
                }
            }
        } else if (!etls.isEmpty()) {
            Table table = new Table("ID", "OBJECTS", "IN", "OUT");
            for (EtlSummary etl : etls) {
                table.row(
                        session().shown(etl.id()),
                        Long.toString(etl.objects()),
                        Sizes.text(etl.inBytes()),
                        Sizes.text(etl.outBytes()));
            }
            table.print(session().out());
        }
    }
}
