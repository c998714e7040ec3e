package io.etlbed.cluster.etl;

import java.io.IOException;
import java.net.URI;

/** Lets containers reach this target where their pods' network has no way out: the target listens inside of it. */
public interface PodInlet {

    /** This target as containers name it. */
    URI url();

    /**
     * Listens in the network of a pod until it is closed.
     *
     * @param podIp the pod's address
     * @throws IOException if no such pod runs, or its port is taken
     */
    AutoCloseable open(String podIp) throws IOException;
}
