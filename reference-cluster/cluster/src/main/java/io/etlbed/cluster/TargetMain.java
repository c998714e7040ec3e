package io.etlbed.cluster;

import io.etlbed.cluster.data.DataLoops;
import io.etlbed.cluster.data.PodDialer;
import io.etlbed.cluster.etl.PodReach;
import io.etlbed.cluster.member.ClusterSecret;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A target as a process of its own. Standard input brings its {@link TargetOrder}, and later {@link #STOP}; standard output says
 * {@link #JOINED} with its port, or {@link #FAILED} with the reason. A signal to end is as good as a stop; where the input
 * merely ends, its owner has died, and so does it.
 */
final class TargetMain {

    static final String JOINED = "joined ";
    static final String FAILED = "failed ";
    static final String STOP = "stop";
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private TargetMain() {}

    /** @param arguments none */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        TargetOrder order = TargetOrder.parse(input.readLine());
        DataLoops loops = new DataLoops();
        try {
            RunningTarget target = start(order, loops);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(target, loops), "close"));
            target.join(order.via());
            if (!target.awaitJoined(PATIENCE)) {
                throw new IOException("it has not become a member of the cluster within " + PATIENCE);
            }
            answers.println(JOINED + target.port());
        } catch (IOException | RuntimeException e) {
            answers.println(FAILED + String.valueOf(e.getMessage()).replace('\n', ' '));
            System.exit(1);
        }
        if (STOP.equals(input.readLine())) {
            System.exit(0);
        }
        Runtime.getRuntime().halt(1);
    }

    private static RunningTarget start(TargetOrder order, DataLoops loops) throws IOException {
        NodeSettings settings = new NodeSettings(
                loops,
                new ClusterSecret(order.secret()),
                order.bindAddress(),
                (id, proxy, listening) -> InetSocketAddress.createUnresolved(order.publicHost(), listening.getPort()),
                order.kubeconfig().isEmpty() ? Optional.empty() : Optional.of(kubernetes(order.kubeconfig())),
                PodReach.NODE_PORT,
                PodDialer.routed(),
                Optional.empty(),
                order.etl(),
                order.durable(),
                order.limits(),
                order.keepalive(),
                NodeSettings.tls(order.tlsFiles()),
                false);
        NodePlace place = new NodePlace(order.id(), Path.of(order.folder()), "", order.port());
        return new RunningTarget(place, settings, System.getenv(), node -> true);
    }

    private static KubernetesClient kubernetes(String kubeconfig) throws IOException {
        try {
            return new KubernetesClientBuilder()
                    .withConfig(Config.fromKubeconfig(new File(kubeconfig)))
                    .build();
        } catch (RuntimeException e) {
            throw new IOException("the kubeconfig " + kubeconfig + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void close(RunningTarget target, DataLoops loops) {
        target.close();
        loops.close();
    }
}
