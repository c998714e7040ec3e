package io.etlbed.conformance.run;

import io.etlbed.cluster.ReferenceCluster;
import io.etlbed.cluster.ReferenceClusterConfig;
import io.etlbed.cluster.TargetProcesses;
import io.etlbed.conformance.ConformanceException;
import io.etlbed.conformance.check.NodeControl;
import io.etlbed.conformance.http.Endpoint;
import io.etlbed.simulator.FileTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Reference clusters beside the one that is judged. Their targets are processes, each with an environment of its own. */
public final class OwnNodes implements NodeControl {

    private final Path kubeconfig;
    private final Path folder;
    private final String host;
    private final AtomicInteger count = new AtomicInteger();

    /**
     * @param kubeconfig of the Kubernetes below them
     * @param folder below which each cluster has one of its own, as long as it runs
     * @param host address at which their nodes listen, and which pods reach
     */
    public OwnNodes(Path kubeconfig, Path folder, String host) {
        this.host = host;
        this.kubeconfig = kubeconfig;
        this.folder = folder;
    }

    @Override
    public Started start(Map<String, String> targetEnvironment) throws InterruptedException {
        Path place = folder.resolve("beside-" + count.incrementAndGet());
        ReferenceClusterConfig config = ReferenceClusterConfig.of(place, 1, 1)
                .withAddress(host, host)
                .withTargetProcesses(TargetProcesses.on(Optional.of(kubeconfig)), List.of(targetEnvironment));
        try {
            return new Beside(ReferenceCluster.start(config), place);
        } catch (IOException e) {
            throw new ConformanceException("no cluster can be started in " + place + ": " + e.getMessage(), e);
        }
    }

    private record Beside(ReferenceCluster cluster, Path place) implements Started {

        @Override
        public Endpoint endpoint() {
            return Endpoint.of(cluster.url());
        }

        @Override
        public void close() {
            cluster.close();
            try {
                FileTree.remove(place);
            } catch (IOException e) {
                throw new ConformanceException(place + " cannot be removed: " + e.getMessage(), e);
            }
        }
    }
}
