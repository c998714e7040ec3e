package io.etlbed.cluster.etl;

import io.etlbed.cluster.wire.AisException;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.ContainerMetrics;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.PodMetrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.math.BigDecimal;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a pod uses, as the metrics API of Kubernetes has it (LIFE-09).
 *
 * @param cpu cores, over the window of the metrics
 * @param memory bytes
 */
record PodHealth(double cpu, long memory) {

    /** A metrics server that has not looked at a new pod yet mostly does so by then. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(250);

    /**
     * Asks; waits a moment where there is nothing yet.
     *
     * @throws AisException 404 where the metrics do not come, or Kubernetes has none at all
     */
    static PodHealth of(TargetEtl etl, KubernetesClient client) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<PodHealth> found = ask(client, etl.podName());
        while (found.isEmpty()) {
            if (System.nanoTime() > end || etl.cancelledWithin(PAUSE)) {
                throw new AisException(
                        404, "Kubernetes has no metrics of pod \"" + etl.podName() + "\" yet; ask again later");
            }
            found = ask(client, etl.podName());
        }
        return found.get();
    }

    private static Optional<PodHealth> ask(KubernetesClient client, String podName) {
        try {
            PodMetrics metrics = client.top().pods().metrics(EtlTarget.NAMESPACE, podName);
            return metrics.getContainers().isEmpty() ? Optional.empty() : Optional.of(sum(metrics));
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw KubernetesErrors.refused("to show the metrics of pod \"" + podName + "\"", e);
            }
            if (!String.valueOf(e.getMessage()).contains(podName + "\"")) {
                // Not the pod is unknown, but the path.
                throw new AisException(
                        404, "this Kubernetes has no metrics API (metrics.k8s.io), from which CPU and memory come", e);
            }
            return Optional.empty();
        }
    }

    private static PodHealth sum(PodMetrics metrics) {
        BigDecimal cpu = sum(metrics, "cpu");
        return new PodHealth(cpu.doubleValue(), sum(metrics, "memory").longValue());
    }

    private static BigDecimal sum(PodMetrics metrics, String resource) {
        Function<ContainerMetrics, BigDecimal> amount =
                container -> Optional.ofNullable(container.getUsage().get(resource))
                        .map(Quantity::getNumericalAmount)
                        .orElse(BigDecimal.ZERO);
        return metrics.getContainers().stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
