package io.etlbed.cluster.etl;

/**
 * Where a pod's transformer is contacted.
 *
 * @param host the pod's own address where the target dials into pod networks, else a node's
 * @param port the container port, or the service's node port
 * @param podName for messages
 */
public record PodAddress(String host, int port, String podName) {}
