package io.etlbed.simulator.embedded.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;

/** The ports of a container, by number or by name. */
final class ContainerPorts {

    private ContainerPorts() {}

    /** @throws ConfigException if it is a name that none of the container's ports has */
    static int number(IntOrString port, Container container) throws ConfigException {
        if (port.getIntVal() != null) {
            return port.getIntVal();
        }
        return container.getPorts().stream()
                .filter(candidate -> port.getStrVal().equals(candidate.getName()))
                .findFirst()
                .orElseThrow(() -> new ConfigException(
                        "couldn't find port: " + port.getStrVal() + " in container " + container.getName()))
                .getContainerPort();
    }
}
