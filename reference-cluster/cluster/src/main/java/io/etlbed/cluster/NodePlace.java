package io.etlbed.cluster;

import java.nio.file.Path;

/**
 * Where a node has its own.
 *
 * @param id the same at each start
 * @param folder of this node alone
 * @param clusterId where the folder is new; empty where the node is to join a cluster
 * @param port to listen on; 0 for any free one
 */
record NodePlace(String id, Path folder, String clusterId, int port) {}
