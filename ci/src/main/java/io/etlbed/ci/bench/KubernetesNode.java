package io.etlbed.ci.bench;

import io.etlbed.simulator.ClusterConfig;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.KubernetesClusters;
import io.etlbed.simulator.handler.HandlerImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An embedded Kubernetes of many nodes in a JVM of its own, so that the memory it uses is its own alone. */
final class KubernetesNode {

    /** The image of pods that wait to be stopped. */
    static final String IDLE = "bench/idle";

    private KubernetesNode() {}

    /** @return the process, whose first word when ready is the path of the kubeconfig */
    static Process start(Path folder, int nodes, String heap) throws IOException {
        return ChildJvm.of(KubernetesNode.class, List.of("-Xmx" + heap), folder.toString(), Integer.toString(nodes));
    }

    /** Serves until standard input ends. */
    public static void main(String[] args) throws IOException {
        HandlerImage idle = new HandlerImage(IDLE, container -> {
            container.awaitStop();
            return 0;
        });
        ClusterConfig config = ClusterConfig.in(Path.of(args[0]))
                .withNodes(Integer.parseInt(args[1]))
                .withHandlers(List.of(idle))
                .withHandlersOnly();
        try (KubernetesCluster cluster = KubernetesClusters.start(KubernetesClusters.EMBEDDED, config)) {
            ChildJvm.serveUntilEndOfInput(cluster.kubeconfig().toString());
        }
    }
}
