package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** CLI-03: {@code ais bucket create}. */
@Command(
        name = "create",
        description = "Create buckets.",
        footer = {"", "Example:", "  ais bucket create ais://imagenet"})
final class BucketCreateCommand extends AisCommand {

    @Parameters(arity = "1..*", paramLabel = "ais://BUCKET", converter = AisUri.Converter.class)
    private List<AisUri> buckets;

    BucketCreateCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        for (String bucket : buckets.stream().map(AisUri::bucketAlone).toList()) {
            ais.buckets().create(bucket);
            say("\"ais://", bucket, "\" created");
        }
    }
}
