package io.etlbed.junit;

import io.etlbed.simulator.KubernetesCluster;
import java.net.URI;
import java.util.List;

/** What a running cluster consists of, and how all of it is stopped. */
interface RunningParts {

    KubernetesCluster kubernetes();

    List<URI> proxies();

    int targets();

    void close();
}
