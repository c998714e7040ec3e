package io.etlbed.simulator.embedded.runtime;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a pod has on the disk, in bytes.
 *
 * @param containers what each container that runs has written outside of volumes
 * @param volumes what is in each volume that is on the disk
 */
public record DiskUsage(Map<String, Long> containers, Map<String, Long> volumes) {

    /** Nothing. */
    public static final DiskUsage NONE = new DiskUsage(Map.of(), Map.of());

    /**
     * From what was measured; what was not is left out.
     *
     * @param containers the folder of each container that runs
     * @param volumes the folder of each volume
     */
    static DiskUsage of(Map<String, Path> containers, Map<String, Path> volumes, Map<Path, Long> measured) {
        return new DiskUsage(named(containers, measured), named(volumes, measured));
    }

    private static Map<String, Long> named(Map<String, Path> folders, Map<Path, Long> measured) {
        return folders.entrySet().stream()
                .filter(each -> measured.containsKey(each.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, each -> measured.getOrDefault(each.getValue(), 0L)));
    }

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
