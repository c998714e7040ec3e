package io.etlbed.simulator.docker.engine;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.DockerObjectAccessor;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Ulimit;
import com.github.dockerjava.api.model.Volume;
import java.util.List;
import java.util.Map;

/** How containers are set up, also those that run containers themselves. */
final class HostConfigs {

    /** Podman asks for a million open files unless told, which takes the very right that is missing here. */
    private static final List<Ulimit> MODEST =
            List.of(new Ulimit("nofile", 16_384L, 16_384L), new Ulimit("nproc", 16_384L, 16_384L));

    private HostConfigs() {}

    /** @param podman whether it is for Podman */
    static HostConfig of(ContainerSpec spec, boolean podman) {
        HostConfig config = HostConfig.newHostConfig().withNetworkMode(spec.network());
        spec.port()
                .ifPresent(port -> config.withPortBindings(
                        new PortBinding(Ports.Binding.bindIp(port.address()), ExposedPort.tcp(port.container()))));
        config.withBinds(spec.binds().entrySet().stream()
                .map(bind -> new Bind(bind.getValue(), new Volume(bind.getKey())))
                .toList());
        return switch (spec.privilege()) {
            case PLAIN -> config;
            case FULL -> nesting(config).withPrivileged(true);
            case REDUCED -> podman ? ofPodman(reduced(nesting(config))) : reduced(nesting(config));
        };
    }

    /** It takes an option for what Docker takes empty lists for. */
    private static HostConfig ofPodman(HostConfig config) {
        return config.withUlimits(MODEST)
                .withSecurityOpts(List.of("seccomp=unconfined", "apparmor=unconfined", "unmask=ALL"));
    }

    private static HostConfig nesting(HostConfig config) {
        return config.withTmpFs(Map.of("/run", "", "/var/run", ""))
                // Its own: in the host's, several kubelets would remove each other's groups, and leave theirs behind.
                .withCgroupnsMode("private");
    }

    private static HostConfig reduced(HostConfig config) {
        config.withCapAdd(Capability.ALL)
                .withCapDrop(Capability.SYS_RESOURCE)
                .withSecurityOpts(List.of("seccomp=unconfined", "apparmor=unconfined"))
                // Kubelets read the kernel's log.
                .withDevices(new Device("rwm", "/dev/kmsg", "/dev/kmsg"));
        // The command line's systempaths=unconfined is not of the engine: it sends empty lists in its place.
        DockerObjectAccessor.overrideRawValue(config, "MaskedPaths", List.of());
        DockerObjectAccessor.overrideRawValue(config, "ReadonlyPaths", List.of());
        return config;
    }
}
