package io.etlbed.simulator.embedded.runtime;

import java.util.Set;

/**
 * The shell of a pod.
 *
 * @param id unique among the pods of the runtime, and usable as a file name
 * @param hostname what the pod believes its host is called; at most 63 characters
 * @param ip its IPv4 address
 * @param volumes names of the empty folders that its containers may share
 * @param handlersOnly whether all its images are known and Java code, so that no process will run in it
 */
public record SandboxSpec(String id, String hostname, String ip, Set<String> volumes, boolean handlersOnly) {

    public SandboxSpec {
        volumes = Set.copyOf(volumes);
    }
}
