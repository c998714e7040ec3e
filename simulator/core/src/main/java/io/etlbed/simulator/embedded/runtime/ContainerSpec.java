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
 * @param command program and arguments; not empty where the image is a bundle
 * @param environment all its variables
 * @param workingDirectory absolute; {@code /} where absent
 * @param mounts volumes of the pod that it sees
 * @param shown what it sees of the host besides, read-only
 * @param ports those that it declares
 * @param stdin whether its command is given input; it finds its input at an end otherwise
 * @param tty whether its command is on a terminal, through which all its streams go
 * @param terminationMessage where it finds the file for its last words; absolute
 * @param confinement what it may not do
 */
public record ContainerSpec(
        String name,
        ContainerImage image,
        List<String> command,
        Map<String, String> environment,
        Optional<String> workingDirectory,
        List<Mount> mounts,
        List<Provision.Mount> shown,
        List<Integer> ports,
        boolean stdin,
        boolean tty,
        Optional<String> terminationMessage,
        Confinement confinement) {

    /** One that may do all that its sandbox lets it. */
    public ContainerSpec(
            String name,
            ContainerImage image,
            List<String> command,
            Map<String, String> environment,
            Optional<String> workingDirectory,
            List<Mount> mounts,
            List<Provision.Mount> shown,
            List<Integer> ports,
            boolean stdin) {
        this(
                name,
                image,
                command,
                environment,
                workingDirectory,
                mounts,
                shown,
                ports,
                stdin,
                false,
                Optional.empty(),
                Confinement.NONE);
    }

    public ContainerSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        mounts = List.copyOf(mounts);
        shown = List.copyOf(shown);
        ports = List.copyOf(ports);
    }

    /** The same with another command, other variables and another working directory. */
    ContainerSpec told(List<String> words, Map<String, String> variables, Optional<String> folder) {
        return new ContainerSpec(
                name,
                image,
                words,
                variables,
                folder,
                mounts,
                shown,
                ports,
                stdin,
                tty,
                terminationMessage,
                confinement);
    }

    /**
     * A volume where a container sees it.
     *
     * @param volume one of {@link SandboxSpec#volumes()}
     * @param subPath what of the volume is shown, a relative path; all of it where it is empty
     * @param path absolute path in the container
     * @param readOnly whether the container may not write to it
     */
    public record Mount(String volume, String subPath, String path, boolean readOnly) {}
}
