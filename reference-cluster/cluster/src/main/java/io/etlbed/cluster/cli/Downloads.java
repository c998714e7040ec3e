package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectEntry;
import io.etlbed.cluster.client.ObjectRead;
import io.etlbed.cluster.client.ObjectRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Gets objects as files while they are listed. */
final class Downloads {

    private final AisClient ais;
    private final Batch batch;
    private final ProgressBar bar;
    private final TargetFolder folder;
    private final AtomicLong bytes = new AtomicLong();

    Downloads(AisClient ais, Batch batch, ProgressBar bar, TargetFolder folder) {
        this.ais = ais;
        this.batch = batch;
        this.bar = bar;
        this.folder = folder;
    }

    /** Every object whose name begins so. */
    void all(String bucket, String prefix) throws IOException, InterruptedException {
        Pages pages = new Pages(ais, bucket, prefix);
        long found = 0;
        long size = 0;
        for (ObjectEntry entry = pages.next(); entry != null; entry = pages.next()) {
            found++;
            size += entry.size();
            String name = entry.name();
            batch.submit("ais://" + bucket + "/" + name, () -> get(new ObjectRef(bucket, name)));
        }
        bar.of(found, size);
    }

    private void get(ObjectRef object) throws IOException, InterruptedException {
        Path file = folder.file(object.name());
        bytes.addAndGet(ais.objects().get(ObjectRead.of(object), file, bar));
        bar.done();
    }

    /** How many bytes were got. */
    long bytes() {
        return bytes.get();
    }
}
