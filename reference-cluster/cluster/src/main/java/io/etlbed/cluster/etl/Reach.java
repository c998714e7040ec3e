package io.etlbed.cluster.etl;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How one target reaches its pods, and whether it does.
 *
 * @param kind by which address
 */
record Reach(PodReach kind, ConnectCheck check) {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 500;

    /** Empty while Kubernetes has not given the pod its address. */
    Optional<PodAddress> address(Pod pod, Service service, int containerPort) {
        String host = kind == PodReach.POD_NETWORK
                ? pod.getStatus().getPodIP()
                : pod.getStatus().getHostIP();
        Integer port = kind == PodReach.POD_NETWORK
                ? Integer.valueOf(containerPort)
                : service.getSpec().getPorts().get(0).getNodePort();
        return host == null || host.isEmpty() || port == null
                ? Optional.empty()
                : Optional.of(new PodAddress(host, port, pod.getMetadata().getName()));
    }

    /** Where clients outside of the pods' network reach the pod: the node port of its service. */
    static URI entry(Pod pod, Service service) {
        return URI.create("http://" + pod.getStatus().getHostIP() + ":"
                + service.getSpec().getPorts().get(0).getNodePort());
    }

    /**
     * Tries to connect until it succeeds: a node port may open a little later than the pod is ready.
     *
     * @param cancelled ends the attempts
     * @throws IOException the last error, where the pod takes no connections
     */
    void connect(PodAddress address, CountDownLatch cancelled) throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                check.connect(address.host(), address.port());
                return;
            } catch (IOException e) {
                if (System.nanoTime() >= end || cancelled.await(pause, TimeUnit.MILLISECONDS)) {
                    throw e;
                }
                pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
            }
        }
    }
}
