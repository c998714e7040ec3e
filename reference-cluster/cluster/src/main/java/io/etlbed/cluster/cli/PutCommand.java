package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** CLI-03: {@code ais put}. */
@Command(
        name = "put",
        description = "Put files into a bucket, or with -r all that is in folders.",
        footer = {
            "",
            "Examples:",
            "  ais put dog.jpg ais://photos               as dog.jpg",
            "  ais put dog.jpg ais://photos/animals/1     as animals/1",
            "  ais put *.jpg ais://photos/train/          each as train/NAME",
            "  ais put -r imagenet ais://photos           imagenet/train/1.jpg as train/1.jpg",
            "  ais put -r imagenet ais://photos/2012      imagenet/train/1.jpg as 2012/train/1.jpg",
            "  tar c folder | ais put - ais://photos/folder.tar"
        })
final class PutCommand extends AisCommand {

    @Parameters(
            arity = "2..*",
            paramLabel = "FILE... ais://BUCKET[/OBJECT]",
            description = "Files, and last where they go. A file - is the standard input. An OBJECT that ends in / "
                    + "is what the names begin with.")
    private List<String> arguments;

    @Option(
            names = {"-r", "--recursive"},
            description = "Folders too, with all that is in them.")
    private boolean recursive;

    @Mixin
    private ManyOptions many;

    PutCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        List<String> files = arguments.subList(0, arguments.size() - 1);
        AisUri to = AisUri.parse(arguments.get(arguments.size() - 1));
        if (files.size() > 1 && !namesPrefix(to) && !recursive) {
            throw new UsageException("several files cannot become the one object \"" + to + "\": end it with /");
        }
        for (String file : files) {
            if (AisUri.looksLikeOne(file)) {
                throw new UsageException("\"" + Text.printable(file) + "\" is no local file: only files can be put");
            }
        }
        if (files.size() == 1 && !isFolder(files.get(0))) {
            try (ProgressBar bar = new ProgressBar(session()).ofOne()) {
                putOne(ais, files.get(0), object(files.get(0), to), bar);
            }
            return;
        }
        try (ProgressBar bar = new ProgressBar(session());
                Batch batch = many.batch(session())) {
            Uploads uploads = new Uploads(session(), ais, batch, bar);
            boolean folders = false;
            for (String file : files) {
                if (isFolder(file)) {
                    folders = true;
                    uploads.folder(file, to.bucket(), below(to));
                } else {
                    ObjectRef object = object(file, to);
                    batch.submit(file, () -> putOne(ais, file, object, bar));
                }
            }
            uploads.allAreKnown();
            long count = batch.finish();
            if (folders) {
                say(
                        "PUT " + count + (count == 1 ? " object" : " objects") + " to ais://",
                        to.bucket(),
                        " [" + Sizes.text(uploads.bytes()) + "]");
            }
        }
    }

    private boolean isFolder(String file) throws IOException {
        boolean folder = !file.equals("-") && Files.isDirectory(session().file(file));
        if (folder && !recursive) {
            throw new IOException(file + " is a folder: add -r to put all that is in it");
        }
        return folder;
    }

    private void putOne(AisClient ais, String file, ObjectRef object, ProgressBar bar)
            throws IOException, InterruptedException {
        ais.objects().put(object, bar.hearing(body(file)));
        bar.done();
        synchronized (session()) {
            say("PUT \"", object.name(), "\" to ais://", object.bucket());
        }
    }

    private ObjectBody body(String file) throws IOException {
        return file.equals("-")
                ? ObjectBody.of(session().in(), ObjectBody.UNKNOWN)
                : ObjectBody.of(session().file(file));
    }

    private static ObjectRef object(String file, AisUri to) {
        return new ObjectRef(to.bucket(), namesPrefix(to) ? to.rest() + ownName(file, to) : to.rest());
    }

    /** What the names of a folder's files begin with. */
    private static String below(AisUri to) {
        return namesPrefix(to) ? to.rest() : to.rest() + "/";
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
