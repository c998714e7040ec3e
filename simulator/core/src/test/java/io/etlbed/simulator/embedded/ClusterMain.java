package io.etlbed.simulator.embedded;

import io.etlbed.simulator.ClusterConfig;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.KubernetesClusters;
import io.etlbed.simulator.PodNetwork;
import io.etlbed.simulator.Sandbox;
import io.etlbed.simulator.embedded.runtime.SandboxLadder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A JVM of its own with a cluster in it. Arguments: a folder, the name of a pod, {@code check} (tries what pods must
 * be able to, prints {@value #WELL} and ends) or {@code stay} (prints {@value #RUNNING} and waits to be killed), and the
 * sandbox that is expected to be taken.
 */
final class ClusterMain {

    static final String WELL = "all is well";
    static final String RUNNING = "the pod is running";

    private ClusterMain() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        String name = arguments[1];
        Sandbox expected = Sandbox.of(arguments[3]).orElseThrow();
        Sandbox taken = SandboxLadder.examine().stream()
                .filter(SandboxLadder.Rung::present)
                .findFirst()
                .orElseThrow()
                .sandbox();
        require(taken.word(), expected.word());
        // Without namespaces a pod has the host's name.
        UnaryOperator<String> hostname = pod -> expected.isolates()
                ? pod
                : read(Path.of("/proc/sys/kernel/hostname")).strip();
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
            require(get(network, first, "/a"), hostname.apply(name) + " /a");
            require(get(network, second, "/b"), hostname.apply(name + "-2") + " /b");
            fromInside(network, first, hostname.apply(name));
            exec(cluster, name, hostname.apply(name));
            if (expected.isolates()) {
                terminal(cluster, name);
                evicted(cluster, name + "-4");
            }
            // Without user namespaces another user is one of the host, and this one may be root of a namespace without
            // others.
            if (expected.isolates() && expected != Sandbox.ROOT) {
                confined(cluster, name + "-3");
            }
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
    private static void exec(KubernetesCluster cluster, String name, String hostname) throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (ExecWatch watch = cluster.client()
                .pods()
                .inNamespace("default")
                .withName(name)
                .writingOutput(output)
                .exec("sh", "-c", "hostname; ls /app; exit 7")) {
            int code = watch.exitCode().get(60, TimeUnit.SECONDS);
            require(output.toString(StandardCharsets.UTF_8) + code, hostname + "\nserver.py\n7");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void terminal(KubernetesCluster cluster, String name) throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (ExecWatch watch = cluster.client()
                .pods()
                .inNamespace("default")
                .withName(name)
                .redirectingInput()
                .writingOutput(output)
                .withTTY()
                .exec("sh", "-c", "read -r word; tty; stty size")) {
            watch.resize(101, 33);
            watch.getInput().write('\r');
            watch.getInput().flush();
            watch.exitCode().get(60, TimeUnit.SECONDS);
            require(output.toString(StandardCharsets.UTF_8), "/dev/pts/0\r\n33 101\r\n");
        }
    }

    /** Another user, a root to read alone, a volume in memory, and more memory than there may be. */
    private static void confined(KubernetesCluster cluster, String name) {
        Pod ended = runToItsEnd(cluster, name, """
                volumes: [{name: fast, emptyDir: {medium: Memory, sizeLimit: 8Mi}}]
                containers:
                - name: main
                  image: test/server
                  command:
                  - sh
                  - -c
                  - >-
                    id -u; stat -f -c %T /fast; touch /x 2>/dev/null || echo fixed;
                    exec python3 -c 'import time; x = bytearray(300 << 20); time.sleep(60)'
                  volumeMounts: [{name: fast, mountPath: /fast}]
                  securityContext: {runAsUser: 1000, readOnlyRootFilesystem: true}
                  resources: {limits: {memory: 100Mi}}
                """);
        String reason = ended.getStatus()
                .getContainerStatuses()
                .get(0)
                .getState()
                .getTerminated()
                .getReason();
        String log =
                cluster.client().pods().inNamespace("default").withName(name).getLog();
        require(log + reason, "1000\ntmpfs\nfixed\nOOMKilled");
    }

    /** More on the disk than there may be, in a folder that is closed to others. */
    private static void evicted(KubernetesCluster cluster, String name) {
        Pod ended = runToItsEnd(cluster, name, """
                containers:
                - name: main
                  image: test/server
                  command: [sh, -c, "mkdir -m 0 /tmp/a; head -c 20000000 /dev/zero > /tmp/a/b; sleep 100000"]
                  resources: {limits: {ephemeral-storage: 10Mi}}
                """);
        require(String.valueOf(ended.getStatus().getReason()), "Evicted");
    }

    private static Pod runToItsEnd(KubernetesCluster cluster, String name, String spec) {
        String yaml = "apiVersion: v1\nkind: Pod\nmetadata: {name: " + name + ", namespace: default}\nspec:\n"
                + "  restartPolicy: Never\n" + spec.indent(2);
        cluster.client().resource(Serialization.unmarshal(yaml, Pod.class)).create();
        return cluster.client()
                .pods()
                .inNamespace("default")
                .withName(name)
                .waitUntilCondition(
                        pod -> pod.getStatus() != null
                                && "Failed".equals(pod.getStatus().getPhase()),
                        60,
                        TimeUnit.SECONDS);
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
