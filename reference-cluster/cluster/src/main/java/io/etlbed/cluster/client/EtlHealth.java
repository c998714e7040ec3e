package io.etlbed.cluster.client;

/**
 * What an ETL's container beside one target uses.
 *
 * @param targetId the target
 * @param cpu cores, lately
 * @param memory bytes
 */
public record EtlHealth(String targetId, double cpu, long memory) {}
