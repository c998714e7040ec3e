package io.etlbed.cluster.target;

/**
 * @param bid the bucket's id, which is never used twice
 * @param name of the object
 */
record ObjectKey(String bid, String name) {}
