package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Puts the files of folders while it finds them. */
final class Uploads {

    private final Session session;
    private final AisClient ais;
    private final Batch batch;
    private final ProgressBar bar;
    private final AtomicLong bytes = new AtomicLong();
    private long found;
    private long foundBytes;

    Uploads(Session session, AisClient ais, Batch batch, ProgressBar bar) {
        this.session = session;
        this.ais = ais;
        this.batch = batch;
        this.bar = bar;
    }

    /** @param prefix what the names of the objects begin with, before those within the folder */
    void folder(String folder, String bucket, String prefix) throws IOException, InterruptedException {
        LocalTree.walk(session.file(folder), session, new LocalTree.Taker() {
            @Override
            public void take(Path file, String name, long size) throws IOException, InterruptedException {
                found++;
                foundBytes += size;
                ObjectRef object = new ObjectRef(bucket, prefix + name);
                batch.submit(file.toString(), () -> put(file, object, size));
            }

            @Override
            public void fail(String name, IOException why) throws IOException, InterruptedException {
                batch.submit(folder + "/" + name, () -> {
                    throw why;
                });
            }
        });
    }

    private void put(Path file, ObjectRef object, long size) throws IOException, InterruptedException {
        ais.objects().put(object, bar.hearing(ObjectBody.of(file)));
        bytes.addAndGet(size);
        bar.done();
    }

    /** All folders are read. */
    void allAreKnown() {
        bar.of(found, foundBytes);
    }

    /** How many bytes are put. */
    long bytes() {
        return bytes.get();
    }
}
