package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.store.Change;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.etlbed.simulator.embedded.store.Subscription;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells each kubelet of the pods of its own node, over one watch: with a watch for each of hundreds of kubelets every change of
 * a pod would wake all of them.
 */
public final class NodePods implements AutoCloseable {

    private final ObjectStore store;
    private final Map<String, Listener> listeners = new HashMap<>();
    private final Subscription watch;

    /** Who is told, one after the other; it must not wait for anything. */
    interface Listener {

        /** A pod is there, or has changed; it may be told of the same state again. */
        void seen(Pod pod);

        /** A pod is there no more. */
        void gone(Pod pod);
    }

    private NodePods(ObjectStore store) {
        this.store = store;
        this.watch = store.of(Pod.class).follow(this::changed);
    }

    /** Starts to watch the pods of a store. */
    public static NodePods start(ObjectStore store) {
        return new NodePods(store);
    }

    /** From now on tells of the pods of a node; first of those that are there. */
    synchronized void tell(String node, Listener listener) {
        listeners.put(node, listener);
        store.of(Pod.class)
                .list(null, pod -> node.equals(pod.getSpec().getNodeName()))
                .items()
                .forEach(listener::seen);
    }

    synchronized void forget(String node) {
        listeners.remove(node);
    }

    private synchronized void changed(Change<Pod> change) {
        if (!change.current()
                .matches(pod ->
                        listeners.containsKey(String.valueOf(pod.getSpec().getNodeName())))) {
            return;
        }
        Pod pod = change.object();
        Listener listener = listeners.get(pod.getSpec().getNodeName());
        if (change.type() == Change.Type.DELETED) {
            listener.gone(pod);
        } else {
            listener.seen(pod);
        }
    }

    @Override
    public void close() {
        watch.close();
    }
}
