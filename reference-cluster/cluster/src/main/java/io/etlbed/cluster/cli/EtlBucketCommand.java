package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.JobOptions;
import io.etlbed.cluster.client.JobProgress;
import io.etlbed.cluster.client.NewNames;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** CLI-04: {@code ais etl bucket}. */
@Command(
        name = "bucket",
        description = "Transform the objects of a bucket, or some of them, into another one.",
        footer = {
            "",
            "Examples:",
            "  ais etl bucket my-etl ais://photos ais://thumbnails --progress",
            "  ais etl bucket my-etl ais://photos ais://digests --ext '{jpg:md5}' --prefix new/",
            "  ais etl bucket my-etl ais://photos ais://thumbnails --template 'shard-{0000..0123}.tar'",
            "  ais etl bucket my-etl ais://photos ais://thumbnails --dry-run --wait"
        })
final class EtlBucketCommand extends AisCommand {

    @Parameters(index = "0", paramLabel = "ETL_ID")
    private String etl;

    @Parameters(index = "1", paramLabel = "ais://FROM", converter = AisUri.Converter.class)
    private AisUri from;

    @Parameters(
            index = "2",
            paramLabel = "ais://TO",
            description = "Made if it is not there.",
            converter = AisUri.Converter.class)
    private AisUri to;

    @Option(
            names = "--ext",
            paramLabel = "EXT",
            description = "New extensions: {jpg:txt,png:txt}, or one in place of any.",
            converter = Extensions.Converter.class)
    private Extensions extensions = Extensions.NONE;

    @Option(names = "--prefix", paramLabel = "TEXT", description = "What the new names begin with.")
    private String prefix = "";

    @Option(names = "--suffix", paramLabel = "TEXT", description = "What the new names end in.")
    private String suffix = "";

    @Mixin
    private Selected selected;

    @Option(names = "--dry-run", description = "Transform and count, and write nothing.")
    private boolean dryRun;

    @Option(names = "--cont-on-err", description = "Go on where an object fails.")
    private boolean goOn;

    @Option(names = "--request-timeout", paramLabel = "TIME", description = "For each object, such as 30s.")
    private @Nullable String requestTimeout;

    @Mixin
    private JobFollowing following;

    EtlBucketCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        NewNames names = new NewNames(extensions.each(), extensions.any(), prefix, suffix);
        JobOptions options =
                new JobOptions(selected.selection(), names, dryRun, goOn, Optional.ofNullable(requestTimeout));
        String job = ais.jobs().transform(etl, from.bucketAlone(), to.bucketAlone(), options);
        if (!following.stays()) {
            say(job);
            return;
        }
        JobProgress done = following.end(session(), ais, job);
        say(JobLines.done(done, dryRun, "transform", from.toString(), to.toString()));
    }
}
