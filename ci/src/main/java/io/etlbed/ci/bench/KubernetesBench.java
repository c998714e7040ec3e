package io.etlbed.ci.bench;

import io.etlbed.simulator.ClusterConfig;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.KubernetesClusters;
import io.etlbed.simulator.handler.HandlerImage;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;

/** The embedded Kubernetes alone, with many nodes and pods in one JVM; the pods are Java code that does nothing. */
final class KubernetesBench {

    private static final int NODES = 500;
    private static final int PODS = 5000;
    private static final int WATCHES = 20;
    private static final int CLIENTS = 8;
    private static final int GETS = 2000;
    private static final int LISTS = 30;
    private static final int LISTS_OF_A_NODE = 300;
    private static final int UPDATES = 300;
    private static final int PATIENCE_MINUTES = 10;
    private static final String NAMESPACE = "default";
    private static final String IMAGE = "bench/idle";

    private final PrintStream progress;

    KubernetesBench(PrintStream progress) {
        this.progress = progress;
    }

    String run(Path work) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(work.resolve("kubernetes"));
        progress.printf("kubernetes: %d nodes%n", NODES);
        Process server = ChildJvm.of(KubernetesBench.class, List.of("-Xmx2g"), folder.toString());
        String[] ready = ChildJvm.awaitReady(server);
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(ready[0])))
                .build()) {
            return measure(client, server, Double.parseDouble(ready[1]));
        } finally {
            ChildJvm.end(server);
        }
    }

    private String measure(KubernetesClient client, Process server, double start)
            throws IOException, InterruptedException {
        List<String> rows = new ArrayList<>();
        rows.add("| call | how many | p50 ms | p99 ms |");
        rows.add("|---|---|---|---|");
        Fanout fanout = new Fanout();
        List<Watch> watches = new ArrayList<>();
        for (int i = 0; i < WATCHES; i++) {
            watches.add(client.pods().inNamespace(NAMESPACE).watch(fanout));
        }
        progress.printf("kubernetes: %d pods%n", PODS);
        long began = System.nanoTime();
        CountDownLatch running = new CountDownLatch(PODS);
        watches.add(client.pods().inNamespace(NAMESPACE).watch(new Counter(running)));
        Latencies creates = timed(PODS, number -> client.resource(pod(number)).create());
        rows.add("| create of a pod, %d clients, %d watches | %s |".formatted(CLIENTS, WATCHES + 1, creates.cells()));
        if (!running.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            throw new IOException(
                    running.getCount() + " of " + PODS + " pods do not run after " + PATIENCE_MINUTES + " minutes");
        }
        double all = (System.nanoTime() - began) / 1e9;
        progress.println("kubernetes: reads");
        Random random = new Random(1);
        int[] some = random.ints(GETS, 0, PODS).toArray();
        rows.add("| get of a pod | %s |"
                .formatted(timed(
                                GETS,
                                number -> client.pods()
                                        .inNamespace(NAMESPACE)
                                        .withName("pod-" + some[number])
                                        .get())
                        .cells()));
        rows.add("| list of all pods, one client | %s |"
                .formatted(inTurn(
                                LISTS,
                                number -> client.pods().inNamespace(NAMESPACE).list())
                        .cells()));
        rows.add("| list of a node's pods | %s |"
                .formatted(timed(
                                LISTS_OF_A_NODE,
                                number -> client.pods()
                                        .inNamespace(NAMESPACE)
                                        .withField("spec.nodeName", "node-" + (some[number] % NODES + 1))
                                        .list())
                        .cells()));
        progress.println("kubernetes: watches");
        rows.add("| update of a pod, until %d watches have it | %s |"
                .formatted(
                        WATCHES,
                        inTurn(UPDATES, number -> fanout.update(client, number)).cells()));
        watches.forEach(Watch::close);
        return "%d nodes are Ready after %.1f s, %,d pods run %.1f s after the first was created; the JVM has -Xmx2g and"
                        .formatted(NODES, start, PODS, all)
                + " %,d MB of resident memory in the end.%n%n".formatted(residentMegabytes(server))
                + String.join("\n", rows) + "\n";
    }

    private interface Call {
        Object make(int number) throws InterruptedException;
    }

    private static Latencies timed(int count, Call call) throws IOException, InterruptedException {
        return measured(count, CLIENTS, call);
    }

    private static Latencies inTurn(int count, Call call) throws IOException, InterruptedException {
        return measured(count, 1, call);
    }

    private static Latencies measured(int count, int clients, Call call) throws IOException, InterruptedException {
        Latencies latencies = new Latencies();
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                calls.add(threads.submit(() -> {
                    long began = System.nanoTime();
                    Object unused = call.make(number);
                    latencies.add(System.nanoTime() - began);
                    return unused;
                }));
            }
            for (Future<?> each : calls) {
                each.get();
            }
            return latencies;
        } catch (ExecutionException e) {
            throw new IOException("a call failed: " + e.getCause().getMessage(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static Pod pod(int number) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("pod-" + number)
                .withNamespace(NAMESPACE)
                .addToLabels("app", "bench")
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(0L)
                .addNewContainer()
                .withName("idle")
                .withImage(IMAGE)
                .endContainer()
                .endSpec()
                .build();
    }

    /** Counts the pods that have come to run. */
    private record Counter(CountDownLatch running) implements Watcher<Pod> {

        @Override
        public void eventReceived(Action action, Pod pod) {
            boolean runs =
                    pod.getStatus() != null && "Running".equals(pod.getStatus().getPhase());
            if (action == Action.MODIFIED
                    && runs
                    && pod.getMetadata().getLabels().size() == 1) {
                running.countDown();
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            // The count that stays says enough.
        }
    }

    /** Sees an update through all watches. */
    private static final class Fanout implements Watcher<Pod> {

        private static final String LABEL = "round";

        private final Phaser seen = new Phaser(WATCHES + 1);
        private volatile String expected = "";

        Object update(KubernetesClient client, int number) {
            expected = String.valueOf(number);
            Pod updated = client.pods()
                    .inNamespace(NAMESPACE)
                    .withName("pod-" + number)
                    .edit(pod -> new PodBuilder(pod)
                            .editMetadata()
                            .addToLabels(LABEL, String.valueOf(number))
                            .endMetadata()
                            .build());
            seen.arriveAndAwaitAdvance();
            return updated;
        }

        @Override
        public void eventReceived(Action action, Pod pod) {
            if (!expected.isEmpty()
                    && expected.equals(pod.getMetadata().getLabels().get(LABEL))) {
                int unused = seen.arrive();
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            seen.forceTermination();
        }
    }

    private static long residentMegabytes(Process process) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        throw new IOException("process " + process.pid() + " has no VmRSS");
    }

    /** The cluster, until standard input ends. */
    public static void main(String[] args) throws IOException {
        HandlerImage idle = new HandlerImage(IMAGE, container -> {
            container.awaitStop();
            return 0;
        });
        long began = System.nanoTime();
        try (KubernetesCluster cluster = KubernetesClusters.start(
                KubernetesClusters.EMBEDDED,
                ClusterConfig.in(Path.of(args[0]).resolve("cluster"))
                        .withNodes(NODES)
                        .withHandlersOnly()
                        .withHandlers(List.of(idle)))) {
            ChildJvm.serveUntilEndOfInput(
                    cluster.kubeconfig().toString(), String.valueOf((System.nanoTime() - began) / 1e9));
        }
    }
}
