package io.etlbed.cluster.etl;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The target's listener in the network of one ETL's pod: it follows the pod, whose network is new when it is made anew. */
final class PodDoorway implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PodDoorway.class);

    private final Optional<PodInlet> inlet;
    private final String etlId;
    private Optional<Open> open = Optional.empty();
    private boolean closed;

    private record Open(String podUid, AutoCloseable listener) {}

    PodDoorway(Optional<PodInlet> inlet, String etlId) {
        this.inlet = inlet;
        this.etlId = etlId;
    }

    /** Listens in the pod's network, as soon as it has one. */
    synchronized void follow(Pod pod) {
        String ip = pod.getStatus() == null ? null : pod.getStatus().getPodIP();
        String uid = String.valueOf(pod.getMetadata().getUid());
        boolean known = open.filter(now -> now.podUid().equals(uid)).isPresent();
        if (inlet.isEmpty() || ip == null || ip.isEmpty() || known || closed) {
            return;
        }
        closeNow();
        try {
            open = Optional.of(new Open(uid, inlet.get().open(ip)));
        } catch (IOException e) {
            LOG.warn(
                    "etl {}: pod {} cannot reach its target at {}: {}",
                    etlId,
                    pod.getMetadata().getName(),
                    inlet.get().url(),
                    e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        closeNow();
    }

    private void closeNow() {
        Optional<Open> last = open;
        open = Optional.empty();
        if (last.isPresent()) {
            try {
                last.get().listener().close();
            } catch (Exception e) {
                LOG.warn("etl {}: the listener in its pod does not close", etlId, e);
            }
        }
    }
}
