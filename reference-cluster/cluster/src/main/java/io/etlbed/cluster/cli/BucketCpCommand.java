package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.JobOptions;
import io.etlbed.cluster.client.NewNames;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ais bucket cp}. */
@Command(
        name = "cp",
        aliases = "copy",
        description = "Copy the objects of a bucket into another one.",
        footer = {
            "",
            "Examples:",
            "  ais bucket cp ais://photos ais://backup --progress",
            "  ais bucket cp ais://photos ais://all --prefix photos/",
            "  ais bucket cp ais://photos ais://backup --dry-run --wait"
        })
final class BucketCpCommand extends AisCommand {

    @Parameters(index = "0", paramLabel = "ais://FROM", converter = AisUri.Converter.class)
    private AisUri from;

    @Parameters(
            index = "1",
            paramLabel = "ais://TO",
            description = "Made if it is not there.",
            converter = AisUri.Converter.class)
    private AisUri to;

    @Option(names = "--prefix", paramLabel = "TEXT", description = "What the new names begin with.")
    private String prefix = "";

    @Option(names = "--dry-run", description = "Count, and write nothing.")
    private boolean dryRun;

    @Mixin
    private JobFollowing following;

    BucketCpCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        JobOptions calling = JobOptions.NONE.calling(new NewNames(Map.of(), Optional.empty(), prefix, ""));
        JobOptions options = dryRun ? calling.countingOnly() : calling;
        String job = ais.jobs().copy(from.bucketAlone(), to.bucketAlone(), options);
        say(
                following.stays()
                        ? JobLines.done(
                                following.end(session(), ais, job), dryRun, "copy", from.toString(), to.toString())
                        : job);
    }
}
