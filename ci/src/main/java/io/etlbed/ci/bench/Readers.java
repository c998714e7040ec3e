package io.etlbed.ci.bench;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectRead;
import io.etlbed.cluster.client.ObjectRef;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads objects through an ETL, some at once. */
final class Readers {

    private static final int AT_ONCE = 6;

    private Readers() {}

    /** Objects per second. */
    static double rate(AisClient ais, String bucket, List<String> names, String etl)
            throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            long began = System.nanoTime();
            List<Callable<Integer>> work = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                work.add(() -> {
                    int done = 0;
                    for (int at = next.getAndIncrement(); at < names.size(); at = next.getAndIncrement()) {
                        read(ais, bucket, names.get(at), etl);
                        done++;
                    }
                    return done;
                });
            }
            for (Future<Integer> each : threads.invokeAll(work)) {
                int unused = each.get();
            }
            return names.size() / ((System.nanoTime() - began) / 1e9);
        } catch (ExecutionException e) {
            throw new IOException("an object cannot be read through " + etl + ": " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Milliseconds that one object takes. */
    static double read(AisClient ais, String bucket, String name, String etl) throws IOException, InterruptedException {
        long began = System.nanoTime();
        long unused = ais.objects()
                .get(ObjectRead.of(new ObjectRef(bucket, name)).through(etl), OutputStream.nullOutputStream());
        return (System.nanoTime() - began) / 1e6;
    }
}
