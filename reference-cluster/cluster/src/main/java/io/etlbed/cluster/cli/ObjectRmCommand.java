package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectRef;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ais object rm}. */
@Command(
        name = "rm",
        description = "Delete objects.",
        footer = {"", "Example:", "  ais object rm ais://photos/dog.jpg"})
final class ObjectRmCommand extends AisCommand {

    @Parameters(arity = "1..*", paramLabel = "ais://BUCKET/OBJECT", converter = AisUri.Converter.class)
    private List<AisUri> objects;

    ObjectRmCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        List<ObjectRef> all = objects.stream().map(AisUri::object).toList();
        for (ObjectRef object : all) {
            ais.objects().delete(object);
            say("\"", object.name(), "\" deleted from ais://", object.bucket());
        }
    }
}
