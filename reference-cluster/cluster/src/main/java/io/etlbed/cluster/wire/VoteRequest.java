package io.etlbed.cluster.wire;

/**
 * A proxy's request to be the primary.
 *
 * @param candidate its id
 * @param uuid of the cluster
 * @param term that would begin
 * @param held how new all is that it knows
 */
public record VoteRequest(String candidate, String uuid, long term, Stamps held) {}
