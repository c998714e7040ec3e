package io.etlbed.ci.bench;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A large embedded Kubernetes: many nodes, pods that are Java code, watches of all pods. What clients of another process wait
 * for, and what memory the server takes.
 */
final class KubernetesBench {

    private static final int NODES = 500;
    private static final int PODS = 5000;
    private static final int NAMESPACES = 50;
    private static final int CLIENTS = 4;
    private static final int WATCHES = 20;
    private static final int GETS = 4000;
    private static final int LISTS = 20;
    private static final int SMALL_LISTS = 400;
    private static final int CHANGES = 200;
    private static final String HEAP = "1g";
    private static final String MARK = "mark";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern RUNNING = Pattern.compile("\"phase\":\"Running\"");

    private final PrintStream progress;

    KubernetesBench(PrintStream progress) {
        this.progress = progress;
    }

    String run(Path work) throws IOException, InterruptedException {
        progress.printf("kubernetes: %d nodes, %d pods%n", NODES, PODS);
        long start = System.nanoTime();
        Process process = KubernetesNode.start(work.resolve("kubernetes"), NODES, HEAP);
        try {
            Path kubeconfig = Path.of(ChildJvm.awaitReady(process)[0]);
            double ready = seconds(start);
            Config config = Config.fromKubeconfig(kubeconfig.toFile());
            try (KubernetesClient client =
                    new KubernetesClientBuilder().withConfig(config).build()) {
                String table = measure(client);
                return "%d nodes, %d pods in %d namespaces, %d clients at once, heap limit %s; ready after %.1f s%n%n"
                                .formatted(NODES, PODS, NAMESPACES, CLIENTS, HEAP, ready)
                        + table
                        + memory(process);
            }
        } finally {
            ChildJvm.end(process);
        }
    }

    private String measure(KubernetesClient client) throws IOException, InterruptedException {
        for (int i = 0; i < NAMESPACES; i++) {
            client.namespaces().resource(namespace(i)).create();
        }
        StringBuilder table = new StringBuilder("| what | p50 ms | p99 ms |\n|---|---|---|\n");
        long start = System.nanoTime();
        row(table, "create a pod", together(PODS, i -> client.resource(pod(i)).create()));
        double created = seconds(start);
        progress.printf("kubernetes: %d pods created in %.1f s%n", PODS, created);
        awaitRunning(client);
        double running = seconds(start);
        progress.printf("kubernetes: all running after %.1f s%n", running);

        row(table, "get a pod", together(GETS, i -> client.raw(path(i % PODS))));
        row(
                table,
                "list the %d pods of a namespace".formatted(PODS / NAMESPACES),
                together(SMALL_LISTS, i -> client.raw("/api/v1/namespaces/" + name(i) + "/pods")));
        row(table, "list all pods, one client", timed(LISTS, i -> client.raw("/api/v1/pods")));
        row(table, "a change → each of %d watches of all pods".formatted(WATCHES), fanOut(client));
        table.append("%nAll pods created after %.1f s, all running after %.1f s.%n".formatted(created, running));
        return table.toString();
    }

    private void awaitRunning(KubernetesClient client) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (true) {
            Matcher matcher = RUNNING.matcher(client.raw("/api/v1/pods"));
            long running = matcher.results().count();
            if (running >= PODS) {
                return;
            }
            if (System.nanoTime() > deadline || never.await(500, TimeUnit.MILLISECONDS)) {
                throw new IOException(running + " of " + PODS + " pods run after " + PATIENCE);
            }
        }
    }

    /** How long after a client began to change a pod each watch hears of it. */
    private static Samples fanOut(KubernetesClient client) throws InterruptedException, IOException {
        Map<String, Long> begun = new ConcurrentHashMap<>();
        CountDownLatch heard = new CountDownLatch(CHANGES * WATCHES);
        Samples samples = new Samples();
        List<Watch> watches = new ArrayList<>();
        try {
            for (int i = 0; i < WATCHES; i++) {
                watches.add(client.pods().inAnyNamespace().withLabel(MARK).watch(new Watcher<>() {
                    @Override
                    public void eventReceived(Action action, Pod pod) {
                        long now = System.nanoTime();
                        Long since = begun.get(pod.getMetadata().getLabels().get(MARK));
                        synchronized (samples) {
                            samples.add((now - since) / 1e6);
                        }
                        heard.countDown();
                    }

                    @Override
                    public void onClose(WatcherException cause) {}
                }));
            }
            for (int i = 0; i < CHANGES; i++) {
                String mark = "m" + i;
                begun.put(mark, System.nanoTime());
                client.pods()
                        .inNamespace(name(i))
                        .withName("pod-" + i)
                        .edit(pod -> new PodBuilder(pod)
                                .editMetadata()
                                .addToLabels(MARK, mark)
                                .endMetadata()
                                .build());
            }
            if (!heard.await(1, TimeUnit.MINUTES)) {
                throw new IOException(heard.getCount() + " events did not come");
            }
        } finally {
            watches.forEach(Watch::close);
        }
        return samples;
    }

    /** Something that a client does. */
    private interface Call {
        Object make(int number) throws Exception;
    }

    /** Makes calls from several threads; how long each took, in milliseconds. */
    private static Samples together(int count, Call call) throws IOException, InterruptedException {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        Samples all = new Samples();
        try {
            List<Callable<Samples>> parts = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int first = i;
                parts.add(() -> timed(count / CLIENTS, each -> call.make(first + each * CLIENTS)));
            }
            for (Future<Samples> part : clients.invokeAll(parts)) {
                all.add(part.get());
            }
            return all;
        } catch (ExecutionException failure) {
            throw new IOException("a call failed: " + failure.getCause(), failure);
        } finally {
            clients.shutdownNow();
        }
    }

    private static Samples timed(int count, Call call) throws IOException {
        Samples samples = new Samples();
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            try {
                call.make(i);
            } catch (Exception failure) {
                throw new IOException("a call failed: " + failure, failure);
            }
            samples.add((System.nanoTime() - start) / 1e6);
        }
        return samples;
    }

    private static void row(StringBuilder table, String what, Samples samples) {
        table.append("| %s | %.1f | %.1f |%n".formatted(what, samples.percentile(50), samples.percentile(99)));
    }

    private static String memory(Process process) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith("VmHWM:")) {
                long kib = Long.parseLong(line.replaceAll("[^0-9]", ""));
                return "Memory of the server's process at its highest: %d MiB.%n".formatted(kib / 1024);
            }
        }
        throw new IOException("this system does not tell the memory of processes");
    }

    private static Namespace namespace(int number) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name(number))
                .endMetadata()
                .build();
    }

    private static String name(int number) {
        return "ns-" + number % NAMESPACES;
    }

    private static String path(int number) {
        return "/api/v1/namespaces/" + name(number) + "/pods/pod-" + number;
    }

    private static Pod pod(int number) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(name(number))
                .withName("pod-" + number)
                .addToLabels("app", "idle")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("main")
                .withImage(KubernetesNode.IDLE)
                .endContainer()
                .endSpec()
                .build();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
