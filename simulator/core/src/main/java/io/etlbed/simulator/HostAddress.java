package io.etlbed.simulator;

/**
 * Where this host is reached from pods that have a network of their own.
 *
 * @param bind address that servers of this host listen at, for pods to reach them
 * @param announced address by which pods reach what listens there
 */
public record HostAddress(String bind, String announced) {}
