package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectRef;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ais mv} and {@code ais object mv}. */
@Command(
        name = "mv",
        aliases = "rename",
        description = "Give an object another name in its bucket, in place of the one of that name if there is one.",
        footer = {
            "",
            "Examples:",
            "  ais mv ais://photos/dog.jpg ais://photos/animals/1.jpg",
            "  ais mv ais://photos/dog.jpg ais://photos/animals/           as animals/dog.jpg"
        })
final class MvCommand extends AisCommand {

    @Parameters(index = "0", paramLabel = "ais://BUCKET/OBJECT", converter = AisUri.Converter.class)
    private AisUri from;

    @Parameters(index = "1", paramLabel = "ais://BUCKET/NEW", converter = AisUri.Converter.class)
    private AisUri to;

    MvCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        ObjectRef object = from.object();
        if (!from.bucket().equals(to.bucket())) {
            throw new UsageException("an object stays in its bucket: \"" + to + "\" is in another one");
        }
        String own = object.name().substring(object.name().lastIndexOf('/') + 1);
        String name = to.rest().isEmpty() || to.rest().endsWith("/") ? to.rest() + own : to.rest();
        ais.objects().rename(object, name);
        say("\"", object.name(), "\" is \"", name, "\" in ais://", object.bucket());
    }
}
