package io.etlbed.simulator.embedded.kubelet;

import java.time.Duration;

/**
 * Times of a kubelet.
 *
 * @param firstBackOff the wait before a container's second restart, and before an image is asked for again; doubled each
 *     time
 * @param longestBackOff it is not doubled beyond this
 * @param eagerProbe how soon a readiness probe is repeated until it has first succeeded; a pod is Ready as soon as it can
 *     be, and {@code periodSeconds} holds from then on
 */
public record KubeletSettings(Duration firstBackOff, Duration longestBackOff, Duration eagerProbe) {

    /** As Kubernetes has them, but for the eager probes. */
    public static KubeletSettings usual() {
        return new KubeletSettings(Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofMillis(25));
    }
}
