package io.etlbed.simulator.docker.engine;

import java.util.Map;
import java.util.OptionalInt;

/**
 * A container as it is now.
 *
 * @param running whether it runs
 * @param description its state and exit code, for people
 * @param address of it in its network; empty where it has none
 * @param gateway of that network; empty where it has none
 * @param published the port of the engine's machine that leads to the one it publishes
 */
public record ContainerState(
        String id,
        String name,
        String image,
        Map<String, String> labels,
        boolean running,
        String description,
        String address,
        String gateway,
        OptionalInt published) {}
