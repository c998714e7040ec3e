package io.etlbed.simulator.docker.k3s;

import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.docker.engine.ContainerState;
import io.etlbed.simulator.docker.engine.DockerEngine;
import io.etlbed.simulator.docker.engine.EngineException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The way from this host to the API server of a cluster. */
final class ApiAccess {

    /** k3s writes it when its API server is about to listen. */
    static final String KUBECONFIG = "/etc/rancher/k3s/k3s.yaml";

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int CONNECT_MILLIS = 2_000;

    private ApiAccess() {}

    /** The cluster's own kubeconfig, which is right within it; empty while it has not been written. */
    static Optional<String> ownKubeconfig(K3sNode server) {
        try {
            return Optional.of(server.inside().read(KUBECONFIG)).filter(text -> text.contains("server:"));
        } catch (EngineException notYet) {
            return Optional.empty();
        }
    }

    /**
     * The address of the API server that takes connections from here: a published port of the engine's machine, or the
     * container's own. Asked for anew each time, as ports change when a container is restarted.
     */
    static Optional<String> url(DockerEngine engine, K3sNode server) {
        ContainerState state = engine.containers().inspect(server.container()).orElse(null);
        if (state == null) {
            return Optional.empty();
        }
        List<InetSocketAddress> ways = new ArrayList<>();
        state.published()
                .ifPresent(port -> ways.add(
                        InetSocketAddress.createUnresolved(engine.remoteHost().orElse("127.0.0.1"), port)));
        if (!state.address().isEmpty()) {
            ways.add(InetSocketAddress.createUnresolved(state.address(), NodeRecipe.API_PORT));
        }
        return ways.stream()
                .filter(ApiAccess::takesConnections)
                .map(way -> "https://" + way.getHostString() + ":" + way.getPort())
                .findFirst();
    }

    private static boolean takesConnections(InetSocketAddress way) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(way.getHostString(), way.getPort()), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Writes the kubeconfig for this host, for its owner's eyes only. */
    static Path write(String own, String url, Path folder) {
        Path file = folder.resolve("kubeconfig");
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, own.replaceAll("(?m)^(\\s*server:\\s*)\\S+", "$1" + url));
            return file;
        } catch (IOException e) {
            throw new SimulatorException("the kubeconfig " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    static KubernetesClient client(Path kubeconfig) {
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        config.setConnectionTimeout(PATIENCE_MILLIS);
        config.setRequestTimeout(PATIENCE_MILLIS);
        config.setRequestRetryBackoffLimit(0);
        return new KubernetesClientBuilder().withConfig(config).build();
    }
}
