package io.etlbed.simulator.docker.k3s;

import io.etlbed.simulator.docker.engine.Containers;
import io.etlbed.simulator.docker.engine.ExecResult;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A kubelet for all stand-in nodes: what a pod is to run it runs in the container of the node. */
final class PodPlayer implements AutoCloseable {

    private final KubernetesClient client;
    private final Containers containers;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Pod> played = new CopyOnWriteArrayList<>();
    private final Watch watch;

    PodPlayer(KubernetesClient client, Containers containers) {
        this.client = client;
        this.containers = containers;
        this.watch = client.pods().inNamespace("default").watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, Pod pod) {
                if (action == Action.ADDED) {
                    threads.execute(() -> play(pod));
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                threads.shutdown();
            }
        });
    }

    private void play(Pod pod) {
        try {
            ExecResult result = containers
                    .inside(pod.getSpec().getNodeName())
                    .exec(pod.getSpec().getContainers().get(0).getCommand(), Duration.ofSeconds(30));
            played.add(pod);
            client.resource(pod)
                    .editStatus(now -> new PodBuilder(now)
                            .editOrNewStatus()
                            .withPhase(result.well() ? "Succeeded" : "Failed")
                            .endStatus()
                            .build());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Pods that have run to their end. */
    List<Pod> played() {
        return played;
    }

    @Override
    public void close() {
        watch.close();
        threads.shutdownNow();
    }
}
