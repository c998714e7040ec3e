package io.etlbed.simulator.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Network;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The networks of an engine. */
public final class Networks {

    private final DockerClient client;

    Networks(DockerClient client) {
        this.client = client;
    }

    /**
     * Makes a bridged network, of which containers find each other by name.
     *
     * @throws EngineException if the engine refuses
     */
    public void create(String name, Map<String, String> labels) {
        try {
            client.createNetworkCmd()
                    .withName(name)
                    .withDriver("bridge")
                    .withLabels(labels)
                    .withCheckDuplicate(true)
                    .exec();
        } catch (RuntimeException e) {
            throw Words.refused("to make network " + name, e);
        }
    }

    /** Names of the networks that carry these labels. */
    public List<String> labelled(Map<String, String> labels) {
        try {
            return client.listNetworksCmd().exec().stream()
                    .filter(network -> Optional.ofNullable(network.getLabels())
                            .orElse(Map.of())
                            .entrySet()
                            .containsAll(labels.entrySet()))
                    .map(Network::getName)
                    .toList();
        } catch (RuntimeException e) {
            throw Words.refused("which networks it has", e);
        }
    }

    /** The labels of a network; empty where it is not there. */
    public Map<String, String> labels(String name) {
        try {
            return Optional.ofNullable(client.inspectNetworkCmd()
                            .withNetworkId(name)
                            .exec()
                            .getLabels())
                    .orElse(Map.of());
        } catch (NotFoundException gone) {
            return Map.of();
        } catch (RuntimeException e) {
            throw Words.refused("about network " + name, e);
        }
    }

    /** Removes a network without containers; one that is not there is no error. */
    public void remove(String name) {
        try {
            client.removeNetworkCmd(name).exec();
        } catch (NotFoundException gone) {
            // somebody else was quicker
            return;
        } catch (RuntimeException e) {
            throw Words.refused("to remove network " + name, e);
        }
    }
}
