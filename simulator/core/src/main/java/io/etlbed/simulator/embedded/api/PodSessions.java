package io.etlbed.simulator.embedded.api;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** The way into pods that run; the kubelets implement it. Safe for any thread. */
public interface PodSessions {

    /**
     * The present run of a container.
     *
     * @param pod as it is stored; its containers exist and one of them, or of its init containers, has the name given
     * @return empty if it does not run now
     */
    Optional<ContainerAccess> container(Pod pod, String container);

    /**
     * Opens a connection to a port of a pod, which the caller closes.
     *
     * @param pod as it is stored; it has an address
     * @throws IOException if nothing listens there
     */
    SocketChannel connect(Pod pod, int port) throws IOException;

    /** For clusters whose containers nobody can enter. */
    static PodSessions none() {
        return new PodSessions() {
            @Override
            public Optional<ContainerAccess> container(Pod pod, String container) {
                return Optional.empty();
            }

            @Override
            public SocketChannel connect(Pod pod, int port) throws IOException {
                throw new IOException("pods of this cluster have no network");
            }
        };
    }
}
