package io.etlbed.simulator.embedded.runtime;

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
 */
public record ContainerSpec(
        String name,
        PreparedImage image,
        List<String> command,
        Map<String, String> environment,
        Optional<String> workingDirectory,
        List<Mount> mounts) {

    public ContainerSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        mounts = List.copyOf(mounts);
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
