package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.EtlInit;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** CLI-02: {@code ais etl init code}. */
@Command(
        name = "code",
        description = "Start an ETL from a Python function, transform(input_bytes: bytes) -> bytes.",
        footer = {
            "",
            "Examples:",
            "  ais etl init code --name=etl-md5 --runtime=python3 --from-file=code.py --deps-file=deps.txt",
            "  ais etl init code --name=etl-md5 --runtime=python3 < code.py"
        })
final class EtlInitCodeCommand extends AisCommand {

    @Mixin
    private EtlStarting starting;

    @Option(
            names = "--runtime",
            required = true,
            paramLabel = "RUNTIME",
            description = "python2, python3, python3.6, python3.8, python3.10, or python3.8v2 to python3.13v2.")
    private String runtime;

    @Option(names = "--from-file", paramLabel = "FILE", description = "The code; the standard input if left out.")
    private @Nullable String file;

    @Option(names = "--deps-file", paramLabel = "FILE", description = "What it needs, as pip's requirements files.")
    private @Nullable String dependencies;

    EtlInitCodeCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        if (file == null && session().terminals().in()) {
            throw new UsageException("no code: give --from-file=FILE, or the code on the standard input");
        }
        byte[] code = SmallFile.read(session(), file == null ? "-" : file);
        byte[] needs = dependencies == null ? new byte[0] : SmallFile.read(session(), dependencies);
        say(ais.etl()
                .init(new EtlInit.Code(
                        starting.name(), code, needs, runtime, starting.communication(), starting.timeout())));
    }
}
