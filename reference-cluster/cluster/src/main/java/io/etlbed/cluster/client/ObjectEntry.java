package io.etlbed.cluster.client;

/**
 * A line of a bucket's list.
 *
 * @param name the object's name, exactly as stored
 * @param size in bytes
 */
public record ObjectEntry(String name, long size) {}
