package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.EtlInit;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** CLI-02: {@code ais etl init spec}. */
@Command(
        name = "spec",
        description = "Start an ETL from a Kubernetes Pod specification, on every target; prints its ETL_ID.",
        footer = {"", "Example:", "  ais etl init spec --name=etl-md5 --from-file=spec.yaml"})
final class EtlInitSpecCommand extends AisCommand {

    @Mixin
    private EtlStarting starting;

    @Option(
            names = "--from-file",
            required = true,
            paramLabel = "FILE",
            description = "The specification in YAML; - is the standard input.")
    private String file;

    EtlInitSpecCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        byte[] yaml = SmallFile.read(session(), file);
        say(ais.etl().init(new EtlInit.Spec(starting.name(), yaml, starting.communication(), starting.timeout())));
    }
}
