package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.JobProgress;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ais bucket mv}. */
@Command(
        name = "mv",
        aliases = "rename",
        description = "Give a bucket another name, which no bucket has.",
        footer = {"", "Example:", "  ais bucket mv ais://photos ais://pictures --wait"})
final class BucketMvCommand extends AisCommand {

    @Parameters(index = "0", paramLabel = "ais://FROM", converter = AisUri.Converter.class)
    private AisUri from;

    @Parameters(index = "1", paramLabel = "ais://TO", converter = AisUri.Converter.class)
    private AisUri to;

    @Mixin
    private JobFollowing following;

    BucketMvCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        String job = ais.jobs().rename(from.bucketAlone(), to.bucketAlone());
        if (!following.stays()) {
            say(job);
            return;
        }
        // Nothing is counted of it.
        JobProgress unused = following.end(session(), ais, job);
        say("\"", from.toString(), "\" is \"", to.toString(), "\"");
    }
}
