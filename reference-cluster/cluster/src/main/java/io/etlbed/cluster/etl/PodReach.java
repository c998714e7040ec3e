package io.etlbed.cluster.etl;

/** How a target reaches its own pods. */
public enum PodReach {
    /** Straight into the pods' network: the pod's address and its container port. */
    POD_NETWORK,
    /** Through the node: the address of the pod's host and the node port of its service. */
    NODE_PORT
}
