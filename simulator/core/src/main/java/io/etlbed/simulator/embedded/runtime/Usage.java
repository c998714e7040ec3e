package io.etlbed.simulator.embedded.runtime;

/**
 * What a run of a container has of the machine.
 *
 * @param cpuNanos nanoseconds of CPU since it began, by all that runs and has run in it; never falls
 * @param memoryBytes memory now
 */
public record Usage(long cpuNanos, long memoryBytes) {}
