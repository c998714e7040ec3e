package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectRead;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** CLI-03: {@code ais get}. */
@Command(
        name = "get",
        description = "Get an object as a file, which appears when it is complete.",
        footer = {
            "",
            "Examples:",
            "  ais get ais://imagenet/train/0278350.jpg             as 0278350.jpg",
            "  ais get ais://imagenet/train/0278350.jpg dog.jpg",
            "  ais get ais://imagenet/train/0278350.jpg - | md5sum"
        })
final class GetCommand extends AisCommand {

    @Parameters(index = "0", paramLabel = "ais://BUCKET/OBJECT", converter = AisUri.Converter.class)
    private AisUri object;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "File or folder to write to; - is the standard output. Like the object if left out.")
    private @Nullable String file;

    @Mixin
    private Reading reading;

    GetCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        Reading.toFile(session(), ais, reading.partOf(ObjectRead.of(object.object())), file);
    }
}
