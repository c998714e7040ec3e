package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.BucketSize;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ais bucket summary}. */
@Command(
        name = "summary",
        description = "Count the objects of buckets, and their bytes.",
        footer = {"", "Examples:", "  ais bucket summary", "  ais bucket summary ais://photos --json"})
final class BucketSummaryCommand extends AisCommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "ais://BUCKET",
            description = "All buckets if left out.",
            converter = AisUri.Converter.class)
    private @Nullable AisUri bucket;

    @Option(names = "--json", description = "As a JSON array.")
    private boolean json;

    BucketSummaryCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        List<BucketSize> sizes =
                bucket == null ? ais.buckets().sizes() : List.of(ais.buckets().size(bucket.bucketAlone()));
        if (json) {
            try (JsonArray array = new JsonArray(session().out())) {
                for (BucketSize size : sizes) {
                    array.object()
                            .text("name", size.bucket())
                            .number("objects", size.objects())
                            .number("size", size.bytes())
                            .number("used_pct", size.usedPercent());
                }
            }
            return;
        }
        if (sizes.isEmpty()) {
            return;
        }
        Table table = new Table("NAME", "OBJECTS", "SIZE", "USED");
        for (BucketSize size : sizes) {
            table.row(
                    session().shown("ais://" + size.bucket()),
                    Long.toString(size.objects()),
                    Sizes.text(size.bytes()),
                    size.usedPercent() + "%");
        }
        table.print(session().out());
    }
}
