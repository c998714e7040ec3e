package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectRead;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** CLI-03: {@code ais object cat}. */
@Command(
        name = "cat",
        description = "Write an object to the standard output.",
        footer = {"", "Example:", "  ais object cat ais://imagenet/train/0278350.cls"})
final class CatCommand extends AisCommand {

    @Parameters(paramLabel = "ais://BUCKET/OBJECT", converter = AisUri.Converter.class)
    private AisUri object;

    @Mixin
    private Reading reading;

    CatCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        Reading.toStandardOutput(session(), ais, reading.partOf(ObjectRead.of(object.object())));
    }
}
