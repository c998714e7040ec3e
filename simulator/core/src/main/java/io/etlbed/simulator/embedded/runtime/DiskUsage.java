package io.etlbed.simulator.embedded.runtime;

import java.util.Map;

/**
 * What a pod has on the disk, in bytes.
 *
 * @param containers what each container that runs has written outside of volumes
 * @param volumes what is in each volume that is on the disk
 */
public record DiskUsage(Map<String, Long> containers, Map<String, Long> volumes) {

    /** Nothing. */
    public static final DiskUsage NONE = new DiskUsage(Map.of(), Map.of());

    public DiskUsage {
        containers = Map.copyOf(containers);
        volumes = Map.copyOf(volumes);
    }

    /** All of it together. */
    public long total() {
        return sum(containers) + sum(volumes);
    }

    private static long sum(Map<String, Long> parts) {
        return parts.values().stream().mapToLong(Long::longValue).sum();
    }
}
