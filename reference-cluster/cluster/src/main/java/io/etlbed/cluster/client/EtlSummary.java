package io.etlbed.cluster.client;

/**
 * A running ETL.
 *
 * @param id the ETL_ID
 * @param objects how many objects it has transformed, as far as the cluster counts them
 * @param inBytes bytes that went into its containers
 * @param outBytes bytes that came out of them
 */
public record EtlSummary(String id, long objects, long inBytes, long outBytes) {}
