package io.etlbed.cluster.client;

/**
 * What is known of a stored object without reading it.
 *
 * @param size in bytes
 * @param version counts from {@code 1}; empty where the bucket has no versions
 * @param checksumType such as {@code xxhash}; empty where there is none
 * @param checksum in hexadecimal digits; empty where there is none
 */
public record ObjectInfo(long size, String version, String checksumType, String checksum) {}
