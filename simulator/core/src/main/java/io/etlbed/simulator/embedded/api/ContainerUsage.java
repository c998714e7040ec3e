package io.etlbed.simulator.embedded.api;

/**
 * What a container that runs has of the machine.
 *
 * @param name of the container
 * @param run another one after each restart
 * @param cpuNanos nanoseconds of CPU since this run began
 * @param memoryBytes memory now
 */
public record ContainerUsage(String name, String run, long cpuNanos, long memoryBytes) {}
