package io.etlbed.simulator.docker.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container to be made.
 *
 * @param name of it, by which others in its network find it, and its host name
 * @param image that the engine has
 * @param entrypoint what runs; empty for what the image says
 * @param arguments what follows the entrypoint
 * @param environment variables besides the image's
 * @param labels by which it is found again
 * @param network name of a network that is there
 * @param port of the container that the engine's machine publishes
 * @param privilege what it may do
 * @param binds files of the engine's machine, by the path at which the container sees them
 * @param files that are laid into it before it starts
 */
public record ContainerSpec(
        String name,
        String image,
        List<String> entrypoint,
        List<String> arguments,
        Map<String, String> environment,
        Map<String, String> labels,
        String network,
        Optional<PublishedPort> port,
        Privilege privilege,
        Map<String, String> binds,
        List<InnerFile> files) {

    public ContainerSpec {
        entrypoint = List.copyOf(entrypoint);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        labels = Map.copyOf(labels);
        binds = Map.copyOf(binds);
        files = List.copyOf(files);
    }

    /**
     * @param container port within
     * @param address where the engine's machine listens for it, on a port of its choice
     */
    public record PublishedPort(int container, String address) {}

    /**
     * A program.
     *
     * @param path absolute
     * @param text a few kilobytes
     */
    public record InnerFile(String path, String text) {}
}
