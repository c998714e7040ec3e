package io.etlbed.simulator.embedded.runtime;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The shell of a pod.
 *
 * @param id unique among the pods of the runtime, and usable as a file name
 * @param hostname what the pod believes its host is called; at most 63 characters
 * @param ip its IPv4 address
 * @param hosts its {@code /etc/hosts}
 * @param volumes folders that its containers may share, by name, and the files that are in each from the start
 * @param memoryVolumes those of the volumes that are in memory, and how many bytes each may take at most
 * @param handlersOnly whether all its images are known and Java code, so that no process will run in it
 */
public record SandboxSpec(
        String id,
        String hostname,
        String ip,
        String hosts,
        Map<String, List<VolumeFile>> volumes,
        Map<String, OptionalLong> memoryVolumes,
        boolean handlersOnly) {

    /** With all volumes on the disk, and its own name in {@code /etc/hosts} alone. */
    public SandboxSpec(
            String id, String hostname, String ip, Map<String, List<VolumeFile>> volumes, boolean handlersOnly) {
        this(id, hostname, ip, "127.0.0.1\tlocalhost\n" + ip + "\t" + hostname + "\n", volumes, Map.of(), handlersOnly);
    }

    public SandboxSpec {
        volumes = Map.copyOf(volumes);
        memoryVolumes = Map.copyOf(memoryVolumes);
    }
}
