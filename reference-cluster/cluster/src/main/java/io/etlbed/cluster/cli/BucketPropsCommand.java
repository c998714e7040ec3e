package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ais bucket props}, {@code ais bucket props set} and {@code ais bucket props reset}. */
@Command(
        name = "props",
        description = "Show the properties of a bucket, or change them.",
        subcommands = {BucketPropsCommand.Set.class, BucketPropsCommand.Reset.class},
        footer = {
            "",
            "Examples:",
            "  ais bucket props ais://photos",
            "  ais bucket props ais://photos checksum           those that begin so",
            "  ais bucket props set ais://photos checksum.validate_warm_get=true",
            "  ais bucket props reset ais://photos"
        })
final class BucketPropsCommand extends AisCommand {

    @Parameters(index = "0", arity = "0..1", paramLabel = "ais://BUCKET", converter = AisUri.Converter.class)
    private @Nullable AisUri bucket;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "Only those that begin so.")
    private String beginning = "";

    @Option(names = "--json", description = "As a JSON object, by name.")
    private boolean json;

    BucketPropsCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        if (bucket == null) {
            throw new UsageException("of which bucket? ais://BUCKET");
        }
        Map<String, String> wanted = new TreeMap<>(ais.buckets().props(bucket.bucketAlone()));
        wanted.keySet().removeIf(name -> !name.startsWith(beginning));
        if (json) {
            try (JsonArray array = JsonArray.alone(session().out())) {
                JsonArray object = array.object();
                wanted.forEach(object::text);
            }
            return;
        }
        Table table = new Table("PROPERTY", "VALUE");
        wanted.forEach(
                (name, value) -> table.row(session().shown(name), session().shown(value)));
        table.print(session().out());
    }

    /** {@code ais bucket props set}. */
    @Command(
            name = "set",
            description = "Change properties of a bucket; all or none.",
            footer = {"", "Example:", "  ais bucket props set ais://photos checksum.validate_warm_get=true"})
    static final class Set extends AisCommand {

        @Parameters(index = "0", paramLabel = "ais://BUCKET", converter = AisUri.Converter.class)
        private AisUri bucket;

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "NAME=VALUE")
        private Map<String, String> props;

        Set(Session session) {
            super(session);
        }

        @Override
        void run(AisClient ais) throws IOException, InterruptedException {
            try {
                ais.buckets().setProps(bucket.bucketAlone(), props);
            } catch (IllegalArgumentException e) {
                throw new UsageException(String.valueOf(e.getMessage()));
            }
            say("properties of \"ais://", bucket.bucket(), "\" changed");
        }
    }

    /** {@code ais bucket props reset}. */
    @Command(
            name = "reset",
            description = "Give a bucket the properties that new ones have.",
            footer = {"", "Example:", "  ais bucket props reset ais://photos"})
    static final class Reset extends AisCommand {

        @Parameters(index = "0", paramLabel = "ais://BUCKET", converter = AisUri.Converter.class)
        private AisUri bucket;

        Reset(Session session) {
            super(session);
        }

        @Override
        void run(AisClient ais) throws IOException, InterruptedException {
            ais.buckets().resetProps(bucket.bucketAlone());
            say("properties of \"ais://", bucket.bucket(), "\" reset");
        }
    }
}
