package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.EtlInit;
import io.etlbed.cluster.client.EtlView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ais etl view}: what an ETL was started with (LIFE-05). */
@Command(
        name = "view",
        description = "Print the specification or the code that an ETL was started with, as it was given.",
        footer = {"", "Example:", "  ais etl view etl-md5"})
final class EtlViewCommand extends AisCommand {

    @Parameters(paramLabel = "ETL_ID")
    private String etl;

    EtlViewCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        EtlView view = ais.etl().view(etl);
        for (String notice : view.notices()) {
            session().err().println(Text.printable(notice));
        }
        byte[] source = view.init() instanceof EtlInit.Code code ? code.code() : ((EtlInit.Spec) view.init()).yaml();
        if (session().terminals().out()) {
            session()
                    .out()
                    .append(Text.printableLines(new String(source, StandardCharsets.UTF_8)))
                    .append('\n');
        } else {
            session().out().write(source);
        }
    }
}
