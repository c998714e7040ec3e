package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectEntry;
import io.etlbed.cluster.client.ObjectPage;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The objects of a bucket one after the other; a page of them is in memory. */
final class Pages {

    /** Of the first page, which somebody waits for. */
    private static final int FIRST = 1000;

    /** Of each other one. */
    private static final int PAGE = 10_000;

    private final AisClient ais;
    private final String bucket;
    private final String prefix;
    private final long limit;
    private Iterator<ObjectEntry> page = Collections.emptyIterator();
    private @Nullable ObjectPage before;
    private long taken;

    Pages(AisClient ais, String bucket, String prefix) {
        this(ais, bucket, prefix, Long.MAX_VALUE);
    }

    /** @param limit how many at most */
    Pages(AisClient ais, String bucket, String prefix, long limit) {
        this.ais = ais;
        this.bucket = bucket;
        this.prefix = prefix;
        this.limit = limit;
    }

    /** The next one, in the order of names; null behind the last one. */
    @Nullable
    ObjectEntry next() throws IOException, InterruptedException {
        while (taken < limit && !page.hasNext() && (before == null || !before.last())) {
            turn();
        }
        if (taken >= limit || !page.hasNext()) {
            return null;
        }
        taken++;
        return page.next();
    }

    private void turn() throws IOException, InterruptedException {
        int size = (int) Math.min(before == null ? FIRST : PAGE, limit - taken);
        ObjectPage next = before == null
                ? ais.objects().page(bucket, prefix, "", size)
                : ais.objects().pageBehind(before, bucket, prefix, size);
        page = next.entries().iterator();
        before = next;
    }
}
