package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectEntry;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** CLI-03: {@code ais ls}. */
@Command(
        name = "ls",
        aliases = "list",
        description = "List buckets, or the objects of one.",
        footer = {
            "",
            "Examples:",
            "  ais ls                           the buckets",
            "  ais ls ais://imagenet            the objects of a bucket, with their sizes",
            "  ais ls ais://imagenet/train/     those whose names begin with train/",
            "  ais ls ais://imagenet --json --limit 10 | jq -r '.[].name'"
        })
final class LsCommand extends AisCommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "ais://BUCKET[/PREFIX]",
            description = "Whose objects to list; buckets if left out.",
            converter = AisUri.Converter.class)
    private @Nullable AisUri what;

    @Option(names = "--prefix", paramLabel = "PREFIX", description = "Only names that begin with it.")
    private @Nullable String prefix;

    @Option(names = "--limit", paramLabel = "N", description = "No more than so many objects.")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--json", description = "As a JSON array: name and size of each.")
    private boolean json;

    LsCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        if (what == null) {
            buckets(ais.buckets().list());
            return;
        }
        if (prefix != null && !what.rest().isEmpty()) {
            throw new UsageException("\"" + what + "\" and --prefix both say how names begin: leave one out");
        }
        if (limit < 1) {
            throw new UsageException("--limit is 1 or more");
        }
        Pages pages = new Pages(ais, what.bucket(), prefix == null ? what.rest() : prefix, limit);
        // A bucket that is not there leaves no half a list.
        ObjectEntry entry = pages.next();
        ObjectLister lister = new ObjectLister(session(), json);
        for (; entry != null; entry = pages.next()) {
            lister.accept(entry);
        }
        lister.end();
    }

    private void buckets(List<String> names) {
        if (json) {
            try (JsonArray array = new JsonArray(session().out())) {
                names.forEach(name -> array.object().text("name", name).text("provider", "ais"));
            }
        } else if (!names.isEmpty()) {
            say("AIS Buckets (" + names.size() + ")");
            names.forEach(name -> say("  ais://" + name));
        }
    }
}
