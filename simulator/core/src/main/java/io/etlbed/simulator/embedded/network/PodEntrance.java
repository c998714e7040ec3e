package io.etlbed.simulator.embedded.network;

import io.etlbed.simulator.PodNetwork;
import java.io.IOException;

/** The pods' networks as the runtime sees them: pods come and go. */
public interface PodEntrance extends PodNetwork, AutoCloseable {

    /**
     * Opens the way into a pod's network and gives it its address.
     *
     * @param podIp IPv4 address, unique among the attached pods
     * @param pid a process of the pod, as this JVM numbers it
     * @throws IOException if the network cannot be entered
     */
    void attach(String podIp, long pid) throws IOException;

    /** Ends the way into a pod's network; connections that are open stay so until the pod is gone. */
    void detach(String podIp);

    @Override
    void close();
}
