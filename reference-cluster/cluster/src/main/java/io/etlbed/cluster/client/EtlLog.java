package io.etlbed.cluster.client;

/**
 * What an ETL's container beside one target has written.
 *
 * @param targetId the target
 * @param text its output, read as UTF-8
 */
public record EtlLog(String targetId, String text) {}
