package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ais bucket rm}. */
@Command(
        name = "rm",
        aliases = "destroy",
        description = "Destroy buckets. One that holds objects only with --yes, or after asking.",
        footer = {"", "Example:", "  ais bucket rm --yes ais://imagenet"})
final class BucketRmCommand extends AisCommand {

    @Parameters(arity = "1..*", paramLabel = "ais://BUCKET", converter = AisUri.Converter.class)
    private List<AisUri> buckets;

    @Option(
            names = {"-y", "--yes"},
            description = "Destroy the objects too, without asking.")
    private boolean yes;

    BucketRmCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        for (String bucket : buckets.stream().map(AisUri::bucketAlone).toList()) {
            if (!yes && !ais.objects().page(bucket, "", "", 1).entries().isEmpty()) {
                Confirmation.of(session(), "ais://" + bucket + " holds objects. Destroy it with them?");
            }
            ais.buckets().destroy(bucket);
            say("\"ais://", bucket, "\" destroyed");
        }
    }
}
