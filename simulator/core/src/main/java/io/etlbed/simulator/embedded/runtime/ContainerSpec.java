package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.Provision;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One container to start.
 *
 * @param name its name in the pod
 * @param image what it sees as its file system
 * @param command program and arguments; not empty
 * @param environment all its variables
 * @param workingDirectory absolute; {@code /} where absent
 * @param mounts volumes of the pod that it sees
 * @param shown what it sees of the host besides, read-only
 */
public record ContainerSpec(
        String name,
        PreparedImage image,
        List<String> command,
        Map<String, String> environment,
        Optional<String> workingDirectory,
        List<Mount> mounts,
        List<Provision.Mount> shown) {

    public ContainerSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        mounts = List.copyOf(mounts);
        shown = List.copyOf(shown);
    }

    /**
     * A volume where a container sees it.
     *
     * @param volume one of {@link SandboxSpec#volumes()}
     * @param path absolute path in the container
     * @param readOnly whether the container may not write to it
     */
    public record Mount(String volume, String path, boolean readOnly) {}
}
