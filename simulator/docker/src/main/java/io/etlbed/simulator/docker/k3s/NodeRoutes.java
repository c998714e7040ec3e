package io.etlbed.simulator.docker.k3s;

import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.docker.engine.ContainerState;
import io.etlbed.simulator.docker.engine.DockerEngine;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.util.List;

/** Whether this host has a way to the nodes' own addresses: by them, and the node ports of services, pods are reached. */
record NodeRoutes(DockerEngine engine, List<K3sNode> nodes) {

    private static final int KUBELET = 10250;
    private static final int PATIENCE_MILLIS = 5_000;

    /** @throws SimulatorException if it has not */
    void examine() {
        for (K3sNode node : nodes) {
            String address = engine.containers()
                    .inspect(node.container())
                    .map(ContainerState::address)
                    .orElse("");
            if (address.isEmpty() || !routed(address)) {
                throw new SimulatorException("node " + node.name() + " is not reached from here at its address "
                        + (address.isEmpty() ? "(none)" : address) + ", and so its pods are not: the Docker engine at "
                        + engine.address()
                        + " is in a virtual machine (Docker Desktop), or on another one. Use an engine on"
                        + " this machine, or run etlbed on that one.");
            }
        }
    }

    /** A refusal comes from there as well. */
    private static boolean routed(String address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, KUBELET), PATIENCE_MILLIS);
            return true;
        } catch (NoRouteToHostException e) {
            return false;
        } catch (ConnectException e) {
            return String.valueOf(e.getMessage()).contains("refused");
        } catch (IOException e) {
            return false;
        }
    }
}
