package io.etlbed.simulator.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.etlbed.simulator.ClusterConfig;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.KubernetesClusters;
import io.etlbed.simulator.handler.HandlerImage;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.PodMetrics;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What pods that really run are said to use. */
class MetricsIT {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsIT.class);
    private static final long MIB = 1 << 20;

    @TempDir
    Path temp;

    @Test
    void cpu_and_memory_are_those_of_all_processes_of_a_pod() throws Exception {
        HandlerImage spinning = new HandlerImage("test/spinning", container -> {
            while (!Thread.interrupted()) {
                Thread.onSpinWait();
            }
            return 0;
        });
        try (KubernetesCluster cluster = KubernetesClusters.start(
                "embedded",
                ClusterConfig.in(temp.resolve("cluster"))
                        .withImages(List.of(ServerImage.in(temp.resolve("image"))))
                        .withHandlers(List.of(spinning)))) {
            run(cluster, "busy", "test/server", "sh", "-c", "(while :; do :; done) & wait");
            run(cluster, "forking", "test/server", "sh", "-c", "while :; do /bin/true; done");
            run(cluster, "idle", "test/server", "sleep", "1000");
            run(
                    cluster,
                    "large",
                    "test/server",
                    "python3",
                    "-c",
                    "import os, time; x = bytearray(100 << 20); os.fork(); os.fork(); time.sleep(1000)");
            run(cluster, "handler", "test/spinning");
            // On a crowded machine the busy pods may have to wait for their turn, and the last image for its memory.
            Map<String, PodMetrics> metrics = await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofSeconds(2))
                    .until(
                            () -> measure(cluster),
                            all -> cores(all.get("busy")) > 0.1 && memory(all.get("large")) > 100 * MIB);
            metrics.forEach((name, pod) -> LOG.info(
                    "{}: {} cores, {} MiB in {}",
                    name,
                    cores(pod),
                    memory(pod) / MIB,
                    pod.getWindow().getDuration()));

            assertThat(cores(metrics.get("busy"))).isBetween(0.1, 1.2);
            assertThat(cores(metrics.get("forking"))).isBetween(0.02, 1.5);
            assertThat(cores(metrics.get("idle"))).isLessThan(0.05);
            assertThat(cores(metrics.get("handler"))).isBetween(0.1, 1.2);
            assertThat(memory(metrics.get("large"))).isBetween(100 * MIB, 160 * MIB);
            assertThat(memory(metrics.get("idle"))).isBetween(MIB / 8, 20 * MIB);
            assertThat(memory(metrics.get("handler"))).isZero();
        }
    }

    private static Map<String, PodMetrics> measure(KubernetesCluster cluster) {
        return cluster.client().top().pods().metrics("default").getItems().stream()
                .collect(Collectors.toMap(each -> each.getMetadata().getName(), Function.identity()));
    }

    private static double cores(PodMetrics pod) {
        return pod.getContainers().stream()
                .mapToDouble(container ->
                        container.getUsage().get("cpu").getNumericalAmount().doubleValue())
                .sum();
    }

    private static long memory(PodMetrics pod) {
        return pod.getContainers().stream()
                .mapToLong(container -> Quantity.getAmountInBytes(
                                container.getUsage().get("memory"))
                        .longValue())
                .sum();
    }

    private static void run(KubernetesCluster cluster, String name, String image, String... command) {
        String words = Serialization.asJson(List.of(command));
        String yaml = "apiVersion: v1\nkind: Pod\nmetadata: {name: " + name + ", namespace: default}\nspec:\n"
                + "  terminationGracePeriodSeconds: 0\n  containers: [{name: c, image: " + image + ", command: " + words
                + "}]\n";
        cluster.client().resource(yaml).create();
        cluster.client().pods().inNamespace("default").withName(name).waitUntilReady(60, TimeUnit.SECONDS);
    }
}
