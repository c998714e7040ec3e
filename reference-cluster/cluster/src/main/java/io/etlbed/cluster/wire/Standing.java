package io.etlbed.cluster.wire;

/**
 * What a node answers to another that looks around.
 *
 * @param id of the node
 * @param leads whether it is the primary, and reaches enough of the cluster
 * @param term the highest that it knows of
 * @param map it has
 */
public record Standing(String id, boolean leads, long term, StampedMap map) {}
