package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** CLI-03: {@code ais put}. */
@Command(
        name = "put",
        description = "Put files into a bucket.",
        footer = {
            "",
            "Examples:",
            "  ais put dog.jpg ais://photos               as dog.jpg",
            "  ais put dog.jpg ais://photos/animals/1     as animals/1",
            "  ais put *.jpg ais://photos/train/          each as train/NAME",
            "  tar c folder | ais put - ais://photos/folder.tar"
        })
final class PutCommand extends AisCommand {

    @Parameters(
            arity = "2..*",
            paramLabel = "FILE... ais://BUCKET[/OBJECT]",
            description = "Files, and last where they go. A file - is the standard input. An OBJECT that ends in / "
                    + "is what the names begin with.")
    private List<String> arguments;

    PutCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        List<String> files = arguments.subList(0, arguments.size() - 1);
        AisUri to = AisUri.parse(arguments.get(arguments.size() - 1));
        if (files.size() > 1 && !namesPrefix(to)) {
            throw new UsageException("several files cannot become the one object \"" + to + "\": end it with /");
        }
        for (String file : files) {
            if (AisUri.looksLikeOne(file)) {
                throw new UsageException("\"" + Text.printable(file) + "\" is no local file: only files can be put");
            }
            ObjectRef object = new ObjectRef(to.bucket(), namesPrefix(to) ? to.rest() + ownName(file, to) : to.rest());
            ais.objects().put(object, body(file));
            say("PUT \"", object.name(), "\" to ais://", object.bucket());
        }
    }

    private ObjectBody body(String file) throws IOException {
        return file.equals("-")
                ? ObjectBody.of(session().in(), ObjectBody.UNKNOWN)
                : ObjectBody.of(session().file(file));
    }

    private static boolean namesPrefix(AisUri to) {
        return to.rest().isEmpty() || to.rest().endsWith("/");
    }

    private static String ownName(String file, AisUri to) {
        Path name = Path.of(file).getFileName();
        if (file.equals("-") || name == null) {
            throw new UsageException("\"" + file + "\" has no name of its own: say ais://" + to.bucket() + "/OBJECT");
        }
        return name.toString();
    }
}
