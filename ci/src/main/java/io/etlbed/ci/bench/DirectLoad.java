package io.etlbed.ci.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Transformers that are asked by load generators in their pods' own networks, all at once, without the cluster. */
final class DirectLoad {

    private static final URI IN_THE_POD = URI.create("http://127.0.0.1:80/");

    private DirectLoad() {}

    /**
     * What they do.
     *
     * @param perSecond objects, of all pods together
     */
    record Cost(double perSecond) {}

    /** @param connections to each pod */
    static Cost run(List<PodProcess> pods, Path body, int connections, int seconds)
            throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(pods.size());
        try {
            List<Future<Wrk.Load>> loads = new ArrayList<>();
            for (PodProcess pod : pods) {
                Path own = body.resolveSibling(body.getFileName() + "-" + pod.pid());
                Files.createLink(own, body);
                loads.add(threads.submit(() -> {
                    try {
                        return Wrk.post(pod, IN_THE_POD, own, connections, seconds);
                    } finally {
                        Files.delete(own);
                    }
                }));
            }
            double perSecond = 0;
            for (Future<Wrk.Load> load : loads) {
                perSecond += load.get().perSecond();
            }
            return new Cost(perSecond);
        } catch (ExecutionException e) {
            throw new IOException("cannot load the pods: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }
}
