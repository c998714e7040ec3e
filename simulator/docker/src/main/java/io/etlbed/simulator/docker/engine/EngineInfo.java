package io.etlbed.simulator.docker.engine;

/**
 * What an engine says of itself.
 *
 * @param version such as {@code 20.10.24}
 * @param system of the machine that it is on
 * @param architecture of that machine, such as {@code x86_64}
 * @param cgroups 1 or 2: the version of control groups there
 * @param podman whether it is Podman's service, which answers as an engine does
 * @param rootless whether it has no more rights than an ordinary user
 */
public record EngineInfo(
        String version, String system, String architecture, int cgroups, boolean podman, boolean rootless) {}
