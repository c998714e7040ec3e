package io.etlbed.cluster.etl;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells what happens to the pods of one target, over a single watch that is opened when it is first needed. */
final class PodWatch implements AutoCloseable {

    /** How often a wait looks again, should an event be lost with a broken connection. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final String targetId;
    private final Map<String, Consumer<Optional<Pod>>> listeners = new ConcurrentHashMap<>();
    private final Object events = new Object();
    private long happened;
    private @Nullable SharedIndexInformer<Pod> informer;
    private boolean closed;

    PodWatch(String targetId) {
        this.targetId = targetId;
    }

    /** Returns when the watch stands; what is created from now on is seen. */
    synchronized void open(KubernetesClient client) {
        if (closed) {
            throw new IllegalStateException("target " + targetId + " is closed");
        }
        if (informer == null) {
            informer = client.pods()
                    .inNamespace(EtlTarget.NAMESPACE)
                    .withLabels(PodPlan.ofTarget(targetId))
                    .inform(new Handler());
        }
    }

    /** @param listener is given each state of the pod of that name, and nothing when it is gone; it must not block */
    void listen(String podName, Consumer<Optional<Pod>> listener) {
        listeners.put(podName, listener);
    }

    void ignore(String podName) {
        listeners.remove(podName);
    }

    /**
     * Waits until {@code condition} holds, looking at it again whenever something happens to a pod.
     *
     * @return whether it came to hold within the limit
     */
    boolean await(BooleanSupplier condition, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        long seen = happened();
        while (!condition.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            synchronized (events) {
                // What has happened while the condition was looked at may have changed it.
                if (seen == happened) {
                    events.wait(Math.max(1, Math.min(LOOK_AGAIN.toMillis(), left / 1_000_000)));
                }
            }
            seen = happened();
        }
        return true;
    }

    private long happened() {
        synchronized (events) {
            return happened;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (informer != null) {
            informer.close();
        }
    }

    private void tell(Pod pod, Optional<Pod> state) {
        Consumer<Optional<Pod>> listener = listeners.get(pod.getMetadata().getName());
        if (listener != null) {
            listener.accept(state);
        }
        synchronized (events) {
            happened++;
            events.notifyAll();
        }
    }

    private final class Handler implements ResourceEventHandler<Pod> {

        @Override
        public void onAdd(Pod pod) {
            tell(pod, Optional.of(pod));
        }

        @Override
        public void onUpdate(Pod before, Pod pod) {
            tell(pod, Optional.of(pod));
        }

        @Override
        public void onDelete(Pod pod, boolean unknown) {
            tell(pod, Optional.empty());
        }
    }
}
