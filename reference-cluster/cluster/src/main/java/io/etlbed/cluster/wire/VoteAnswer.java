package io.etlbed.cluster.wire;

/**
 * @param why not; empty where it is granted
 * @param term the highest that the voter knows of
 * @param known what the voter knows that is newer than what the candidate holds
 */
public record VoteAnswer(boolean granted, String why, long term, MetaUpdate known) {}
