package io.etlbed.simulator.docker.k3s;

import io.etlbed.simulator.ClusterConfig;
import io.etlbed.simulator.KubernetesCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A JVM of its own that starts a cluster and waits to be killed. Arguments: image and a folder. */
final class ClusterMain {

    private ClusterMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        K3sSettings settings = new K3sSettings(
                arguments[0], arguments[0], Optional.empty(), false, K3sSettings.OFF, Duration.ofSeconds(60));
        KubernetesCluster cluster =
                K3sStart.start(ClusterConfig.in(Path.of(arguments[1])).withNodes(2), settings);
        System.out.println(cluster.nodes());
        new CountDownLatch(1).await();
    }
}
