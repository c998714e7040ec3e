package io.etlbed.simulator.embedded.runtime;

import java.nio.file.Path;

/**
 * A program of this host that pods may run.
 *
 * @param name by which it is called
 * @param binaries the folder that must be on the PATH
 * @param home the folder that it needs, {@code binaries} included; seen by pods read-only at the same path
 */
public record HostTool(String name, Path binaries, Path home) {}
