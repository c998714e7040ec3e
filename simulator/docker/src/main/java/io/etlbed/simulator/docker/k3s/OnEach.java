package io.etlbed.simulator.docker.k3s;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same on every node at once: nodes are slow each by itself. */
final class OnEach {

    private OnEach() {}

    interface Action<T> {
        T on(K3sNode node) throws InterruptedException;
    }

    /**
     * @return what came of it, in the order of the nodes
     * @throws RuntimeException the first failure, after all have ended
     */
    static <T> List<T> of(List<K3sNode> nodes, Action<T> action) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(nodes.size());
        try {
            List<Future<T>> pending = new ArrayList<>();
            for (K3sNode node : nodes) {
                pending.add(threads.submit(() -> action.on(node)));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : pending) {
                results.add(each.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
