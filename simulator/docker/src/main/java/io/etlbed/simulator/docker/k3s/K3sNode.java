package io.etlbed.simulator.docker.k3s;

import io.etlbed.simulator.docker.engine.Inside;

/**
 * A node that was started.
 *
 * @param name of the container and of the Kubernetes node
 * @param container its id
 * @param inside the way into it
 */
record K3sNode(String name, String container, Inside inside) {}
