package io.etlbed.cluster.data;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;

/** Opens listeners inside pods' networks, where the cluster runs beside its Kubernetes. */
@FunctionalInterface
public interface PodListener {

    /**
     * @param podIp the pod's address
     * @param port 1–65535, in the pod
     * @return a bound channel; the caller closes it
     * @throws IOException if no such pod runs, or the port is taken in it
     */
    ServerSocketChannel listen(String podIp, int port) throws IOException;
}
