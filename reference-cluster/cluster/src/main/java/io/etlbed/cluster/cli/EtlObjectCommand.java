package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectRead;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** CLI-04: {@code ais etl object}. */
@Command(
        name = "object",
        description = "Get an object, transformed by an ETL on the way.",
        footer = {
            "",
            "Examples:",
            "  ais etl object etl-md5 ais://photos/dog.jpg -              to the standard output",
            "  ais etl object etl-md5 ais://photos/dog.jpg dog.jpg.md5    to a file"
        })
final class EtlObjectCommand extends AisCommand {

    @Parameters(index = "0", paramLabel = "ETL_ID")
    private String etl;

    @Parameters(index = "1", paramLabel = "ais://BUCKET/OBJECT", converter = AisUri.Converter.class)
    private AisUri object;

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "FILE",
            description = "File or folder to write to; - is the standard output. Like the object if left out.")
    private @Nullable String file;

    EtlObjectCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        Reading.toFile(session(), ais, ObjectRead.of(object.object()).through(etl), file);
    }
}
