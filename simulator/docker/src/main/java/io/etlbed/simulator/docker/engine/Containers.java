package io.etlbed.simulator.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The containers of an engine. */
public final class Containers {

    private final String address;
    private final EngineInfo info;
    private final DockerClient client;

    Containers(String address, EngineInfo info, DockerClient client) {
        this.info = info;
        this.address = address;
        this.client = client;
    }

    /**
     * Makes a container and starts it.
     *
     * @return its id
     * @throws EngineException if the engine refuses; the container is gone then
     */
    public String run(ContainerSpec spec) {
        String id = create(spec);
        try {
            new InnerFiles(client, id).write(spec.files());
            client.startContainerCmd(id).exec();
            return id;
        } catch (RuntimeException e) {
            remove(id);
            throw Words.refused("to start container " + spec.name(), e);
        }
    }

    private String create(ContainerSpec spec) {
        CreateContainerCmd command = client.createContainerCmd(spec.image())
                .withName(spec.name())
                .withHostName(spec.name())
                .withCmd(spec.arguments())
                .withEnv(spec.environment().entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .toList())
                .withLabels(spec.labels())
                .withHostConfig(HostConfigs.of(spec, info.podman()));
        if (!spec.entrypoint().isEmpty()) {
            command.withEntrypoint(spec.entrypoint());
        }
        spec.port().ifPresent(port -> command.withExposedPorts(ExposedPort.tcp(port.container())));
        try {
            return command.exec().getId();
        } catch (RuntimeException e) {
            throw Words.refused("to make container " + spec.name() + " of image " + spec.image(), e);
        }
    }

    /** Those that carry these labels, whether they run or not. */
    public List<String> labelled(Map<String, String> labels) {
        try {
            return client.listContainersCmd().withShowAll(true).withLabelFilter(labels).exec().stream()
                    .map(Container::getId)
                    .toList();
        } catch (RuntimeException e) {
            throw Words.refused("which containers it has", e);
        }
    }

    /** How a container is; empty where it is gone. */
    public Optional<ContainerState> inspect(String id) {
        try {
            return Optional.of(state(client.inspectContainerCmd(id).exec()));
        } catch (NotFoundException gone) {
            return Optional.empty();
        } catch (RuntimeException e) {
            throw Words.refused("about container " + id, e);
        }
    }

    private static ContainerState state(InspectContainerResponse said) {
        InspectContainerResponse.ContainerState state = said.getState();
        boolean running = Boolean.TRUE.equals(state.getRunning());
        Optional<ContainerNetwork> network = said.getNetworkSettings().getNetworks().values().stream()
                .filter(each -> each.getIpAddress() != null)
                .findFirst();
        return new ContainerState(
                said.getId(),
                said.getName().replaceFirst("^/", ""),
                said.getConfig().getImage(),
                Optional.ofNullable(said.getConfig().getLabels()).orElse(Map.of()),
                running,
                running
                        ? "running"
                        : state.getStatus() + ", exit code " + state.getExitCodeLong()
                                + (Boolean.TRUE.equals(state.getOOMKilled()) ? ", out of memory" : "")
                                + (state.getError() == null || state.getError().isEmpty()
                                        ? ""
                                        : ", " + state.getError()),
                network.map(ContainerNetwork::getIpAddress).orElse(""),
                network.map(ContainerNetwork::getGateway).orElse(""),
                published(said));
    }

    private static OptionalInt published(InspectContainerResponse said) {
        Map<ExposedPort, Ports.Binding[]> ports =
                said.getNetworkSettings().getPorts().getBindings();
        return ports.values().stream()
                .flatMap(bindings -> bindings == null ? Stream.empty() : Stream.of(bindings))
                .mapToInt(binding -> Integer.parseInt(binding.getHostPortSpec()))
                .findFirst();
    }

    /** To run programs in a container that runs, and to read what it has written. */
    public Inside inside(String id) {
        return new Inside(address, client, id);
    }

    /** Kills a container and removes it with its volumes; one that is gone is no error. */
    public void remove(String id) {
        try {
            client.removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException gone) {
            // somebody else was quicker
            return;
        } catch (ConflictException underWay) {
            if (!String.valueOf(underWay.getMessage()).contains("already in progress")) {
                throw Words.refused("to remove container " + id, underWay);
            }
        } catch (RuntimeException e) {
            throw Words.refused("to remove container " + id, e);
        }
    }
}
