package io.etlbed.simulator;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An image in its simplest form: a folder that is laid over the pod's file system, and what runs in it.
 *
 * @param name repository, such as {@code aistore/transformer_md5}, which answers to every tag that no other bundle has; or
 *     repository and tag, such as {@code python:3.8}, which answers to that one
 * @param rootfs the folder; its entries appear, read-only, under {@code /} of the pod
 * @param entrypoint what runs where the container names no {@code command}; may be empty
 * @param arguments what follows the entrypoint where the container names no {@code args}; may be empty
 * @param environment variables that the container's own {@code env} overrides
 * @param tools programs of the host that must be on the pod's PATH, such as {@code python3}; where one is missing the
 *     image cannot be pulled, and the event names it
 * @param preparation what the node does for each container of it before it is made
 */
public record Bundle(
        String name,
        Path rootfs,
        List<String> entrypoint,
        List<String> arguments,
        Map<String, String> environment,
        Set<String> tools,
        Optional<Preparation> preparation) {

    public Bundle {
        entrypoint = List.copyOf(entrypoint);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        tools = Set.copyOf(tools);
    }

    /** A bundle that needs no preparation. */
    public Bundle(
            String name,
            Path rootfs,
            List<String> entrypoint,
            List<String> arguments,
            Map<String, String> environment,
            Set<String> tools) {
        this(name, rootfs, entrypoint, arguments, environment, tools, Optional.empty());
    }

    /** The same, prepared for in this way. */
    public Bundle withPreparation(Preparation by) {
        return new Bundle(name, rootfs, entrypoint, arguments, environment, tools, Optional.of(by));
    }
}
