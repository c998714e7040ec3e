package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.JobSelection;
import io.etlbed.cluster.client.ObjectEntry;
import io.etlbed.cluster.client.ObjectRef;
import io.etlbed.cluster.wire.AisException;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ais rm} and {@code ais object rm}. */
@Command(
        name = "rm",
        description = "Delete objects; with -r all whose names begin so. Buckets go by: ais bucket rm",
        footer = {
            "",
            "Examples:",
            "  ais rm ais://photos/dog.jpg",
            "  ais rm -r ais://photos/train/          asks first, on a terminal",
            "  ais rm -r --yes ais://photos           every object; the bucket stays",
            "  ais rm ais://photos --template 'shard-{0000..0123}.tar'"
        })
final class RmCommand extends AisCommand {

    @Parameters(arity = "1..*", paramLabel = "ais://BUCKET/OBJECT", converter = AisUri.Converter.class)
    private List<AisUri> objects;

    @Option(
            names = {"-r", "--recursive"},
            description = "Every object whose name begins so.")
    private boolean recursive;

    @Option(
            names = {"-y", "--yes"},
            description = "With -r, without asking.")
    private boolean yes;

    @Mixin
    private Selected selected;

    @Mixin
    private ManyOptions many;

    RmCommand(Session session) {
        super(session);
    }

    @Override
    void run(AisClient ais) throws IOException, InterruptedException {
        JobSelection selection = selected.selection();
        if (selection != JobSelection.ALL) {
            removeSelected(ais, selection);
            return;
        }
        if (recursive) {
            for (AisUri each : objects) {
                removeAll(ais, each);
            }
            return;
        }
        List<ObjectRef> all = objects.stream().map(AisUri::object).toList();
        for (ObjectRef object : all) {
            ais.objects().delete(object);
            say("\"", object.name(), "\" deleted from ais://", object.bucket());
        }
    }

    private void removeSelected(AisClient ais, JobSelection selection) throws IOException, InterruptedException {
        if (recursive || objects.size() > 1) {
            throw new UsageException("--list and --template are of one bucket, and go without -r");
        }
        String bucket = objects.get(0).bucketAlone();
        String job = ais.jobs().delete(bucket, selection);
        ais.jobs().await(job);
        say("the objects selected are deleted from ais://", bucket);
    }

    private void removeAll(AisClient ais, AisUri which) throws IOException, InterruptedException {
        Pages pages = new Pages(ais, which.bucket(), which.rest());
        ObjectEntry entry = pages.next();
        if (entry != null && !yes) {
            Confirmation.of(session(), "Delete every object of ais://" + which.bucket() + beginning(which) + "?");
        }
        try (ProgressBar bar = new ProgressBar(session());
                Batch batch = many.batch(session())) {
            for (; entry != null; entry = pages.next()) {
                ObjectRef object = new ObjectRef(which.bucket(), entry.name());
                long size = entry.size();
                batch.submit(object.toString(), () -> {
                    remove(ais, object);
                    bar.moved(size);
                    bar.done();
                });
            }
            long count = batch.finish();
            say(count + (count == 1 ? " object" : " objects") + " deleted from ais://", which.bucket());
        }
    }

    private static String beginning(AisUri which) {
        return which.rest().isEmpty() ? "" : " whose name begins with " + which.rest();
    }

    private static void remove(AisClient ais, ObjectRef object) throws IOException, InterruptedException {
        try {
            ais.objects().delete(object);
        } catch (AisException e) {
            // Somebody else was faster.
            if (e.status() != 404) {
                throw e;
            }
        }
    }
}
