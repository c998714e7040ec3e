package io.etlbed.simulator.embedded;

import io.etlbed.simulator.ClusterConfig;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.KubernetesClusters;
import io.etlbed.simulator.PodNetwork;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own with a cluster in it. Arguments: a folder, the name of a pod, and {@code check} (tries what pods must
 * be able to, prints {@value #WELL} and ends) or {@code stay} (prints {@value #RUNNING} and waits to be killed).
 */
final class ClusterMain {

    static final String WELL = "all is well";
    static final String RUNNING = "the pod is running";

    private ClusterMain() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        String name = arguments[1];
        try (KubernetesCluster cluster = KubernetesClusters.start(
                KubernetesClusters.EMBEDDED,
                ClusterConfig.in(folder.resolve("cluster"))
                        .withNodes(2)
                        .withImages(List.of(ServerImage.in(folder.resolve("image")))))) {
            Pod first = run(cluster, name);
            if (arguments[2].equals("stay")) {
                System.out.println(RUNNING);
                Thread.currentThread().join();
            }
            Pod second = run(cluster, name + "-2");
            PodNetwork network = cluster.podNetwork().orElseThrow();
            require(get(network, first, "/a"), name + " /a");
            require(get(network, second, "/b"), name + "-2 /b");
            fromInside(network, first, name);
            exec(cluster, name);
            cluster.client().pods().inNamespace("default").withName(name).delete();
            cluster.client()
                    .pods()
                    .inNamespace("default")
                    .withName(name)
                    .waitUntilCondition(pod -> pod == null, 60, TimeUnit.SECONDS);
        }
        System.out.println(WELL);
    }

    private static Pod run(KubernetesCluster cluster, String name) {
        cluster.client().resource(ServerImage.pod(name)).create();
        return cluster.client().pods().inNamespace("default").withName(name).waitUntilReady(60, TimeUnit.SECONDS);
    }

    private static String get(PodNetwork network, Pod pod, String path) throws IOException {
        try (SocketChannel channel = network.connect(pod.getStatus().getPodIP(), 80)) {
            write(channel, "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            channel.shutdownOutput();
            return readAll(channel);
        }
    }

    /** A pod connects to a listener that was opened in its network. */
    private static void fromInside(PodNetwork network, Pod pod, String name) throws IOException {
        try (ServerSocketChannel listener = network.listen(pod.getStatus().getPodIP(), 0)) {
            int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
            try (SocketChannel asked = network.connect(pod.getStatus().getPodIP(), 80)) {
                write(asked, "GET /call?" + port + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
                try (SocketChannel caller = listener.accept()) {
                    write(caller, "hello from outside");
                }
                require(readAll(asked), name + " hello from outside");
            }
        }
    }

    /** A client enters a container. */
    private static void exec(KubernetesCluster cluster, String name) throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (ExecWatch watch = cluster.client()
                .pods()
                .inNamespace("default")
                .withName(name)
                .writingOutput(output)
                .exec("sh", "-c", "hostname; ls /app; exit 7")) {
            int code = watch.exitCode().get(60, TimeUnit.SECONDS);
            require(output.toString(StandardCharsets.UTF_8) + code, name + "\nserver.py\n7");
        }
    }

    private static void require(String answer, String end) {
        if (!answer.endsWith(end)) {
            throw new IllegalStateException("expected '" + end + "' at the end of: " + answer);
        }
    }

    private static void write(SocketChannel channel, String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String readAll(SocketChannel channel) throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(64 * 1024);
        while (channel.read(answer) >= 0) {
            // until the end
        }
        return StandardCharsets.UTF_8.decode(answer.flip()).toString();
    }
}
