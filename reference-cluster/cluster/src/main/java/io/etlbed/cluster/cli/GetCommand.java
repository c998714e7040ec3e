package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectRead;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** CLI-03: {@code ais get}. */
@Command(
        name = "get",
        description = "Get an object as a file, which appears when it is complete; with -r many of them.",
        footer = {
            "",
            "Examples:",
            "  ais get ais://imagenet/train/0278350.jpg             as 0278350.jpg",
            "  ais get ais://imagenet/train/0278350.jpg dog.jpg",
            "  ais get ais://imagenet/train/0278350.jpg - | md5sum",
            "  ais get ais://imagenet/shard.tar - --offset 512 --length 1024",
            "  ais get -r ais://imagenet/train/ photos              each as photos/train/NAME"
        })
final class GetCommand extends AisCommand {

    @Parameters(
            index = "0",
            paramLabel = "ais://BUCKET/OBJECT",
            description = "With -r a bucket, or what the names of objects begin with.",
            converter = AisUri.Converter.class)
    private AisUri object;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "File or folder to write to; - is the standard output. Like the object if left out.")
    private @Nullable String file;

    @Option(
            names = {"-r", "--recursive"},
            description = "Every object whose name begins so, as a file in a folder, which is made.")
    private boolean recursive;

    @Mixin
    private Reading reading;

    @Mixin
    private ManyOptions many;

    GetCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        if (!recursive) {
            Reading.toFile(session(), ais, reading.partOf(ObjectRead.of(object.object())), file);
            return;
        }
        if (reading.isPart() || "-".equals(file)) {
            throw new UsageException("-r gets whole objects, as files: leave out --offset, --length and -");
        }
        TargetFolder folder = TargetFolder.at(session().file(file == null ? "." : file));
        try (ProgressBar bar = new ProgressBar(session());
                Batch batch = many.batch(session())) {
            Downloads downloads = new Downloads(ais, batch, bar, folder);
            downloads.all(object.bucket(), object.rest());
            long count = batch.finish();
            say(
                    "GET " + count + (count == 1 ? " object" : " objects") + " from ais://",
                    object.bucket(),
                    " [" + Sizes.text(downloads.bytes()) + "]");
        }
    }
}
