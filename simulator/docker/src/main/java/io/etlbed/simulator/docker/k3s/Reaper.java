package io.etlbed.simulator.docker.k3s;

import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.docker.engine.ContainerSpec;
import io.etlbed.simulator.docker.engine.ContainerSpec.PublishedPort;
import io.etlbed.simulator.docker.engine.ContainerState;
import io.etlbed.simulator.docker.engine.DockerEngine;
import io.etlbed.simulator.docker.engine.Privilege;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Testcontainers' Ryuk: a container that removes a cluster when its connection to this JVM breaks. Without it a cluster whose
 * JVM was killed stays until the next one is started on this host.
 */
final class Reaper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);
    private static final String REPOSITORY = "testcontainers/ryuk:";
    private static final int PORT = 8080;
    private static final int CONNECT_MILLIS = 2_000;
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String ENGINE = "/var/run/docker.sock";
    private static final String UNIX = "unix://";

    private final DockerEngine engine;
    private final String container;
    private final Socket connection;

    private Reaper(DockerEngine engine, String container, Socket connection) {
        this.engine = engine;
        this.container = container;
        this.connection = connection;
    }

    /**
     * The image to use, if any.
     *
     * @throws SimulatorException if one was named that the engine does not have: it would be waited for in vain
     */
    static Optional<String> image(DockerEngine engine, String wanted) {
        if (wanted.equals(K3sSettings.OFF)) {
            return Optional.empty();
        }
        if (wanted.equals(K3sSettings.AUTO)) {
            List<String> known = engine.images().named(REPOSITORY);
            return known.isEmpty() || !engine.address().startsWith(UNIX)
                    ? Optional.empty()
                    : Optional.of(known.get(known.size() - 1));
        }
        if (engine.images().find(wanted).isEmpty()) {
            throw new SimulatorException("the Docker engine has no image " + wanted + ", which is to remove clusters of"
                    + " processes that were killed: `docker pull " + wanted + "`, or ETLBED_K3S_RYUK=off");
        }
        return Optional.of(wanted);
    }

    /**
     * Starts it and tells it what to remove: all that carries the label of the cluster.
     *
     * @throws SimulatorException if it does not come up; the message says how to do without
     */
    static Reaper start(DockerEngine engine, String image, NodeRecipe recipe) throws InterruptedException {
        try {
            return begin(engine, image, recipe);
        } catch (SimulatorException e) {
            throw new SimulatorException(
                    "Ryuk (" + image + ") does not come up: " + e.getMessage()
                            + "; ETLBED_K3S_RYUK=off does without it",
                    e);
        }
    }

    private static Reaper begin(DockerEngine engine, String image, NodeRecipe recipe) throws InterruptedException {
        String socket = engine.address().startsWith(UNIX) ? engine.address().substring(UNIX.length()) : ENGINE;
        ContainerSpec spec = new ContainerSpec(
                recipe.cluster() + "-ryuk",
                image,
                List.of(),
                List.of(),
                Map.of("RYUK_PORT", String.valueOf(PORT)),
                // Not that of the cluster: it is not to remove itself before the rest.
                Map.of(Marks.OWNER, recipe.marks().getOrDefault(Marks.OWNER, ""), "io.etlbed.k3s", "true"),
                recipe.cluster(),
                Optional.of(new PublishedPort(PORT, "127.0.0.1")),
                Privilege.PLAIN,
                Map.of(ENGINE, socket),
                List.of());
        String container = engine.containers().run(spec);
        Socket connection = new Socket();
        try {
            Optional<String> trouble = new Patience(LIMIT).await(() -> register(engine, container, connection, recipe));
            if (trouble.isPresent()) {
                throw new SimulatorException("it does not answer: " + trouble.get());
            }
            return new Reaper(engine, container, connection);
        } catch (InterruptedException | RuntimeException e) {
            new Reaper(engine, container, connection).close();
            throw e;
        }
    }

    private static Optional<String> register(
            DockerEngine engine, String container, Socket connection, NodeRecipe recipe) {
        Optional<ContainerState> state = engine.containers().inspect(container);
        if (state.isEmpty() || !state.get().running()) {
            throw new SimulatorException(
                    "its container is " + state.map(ContainerState::description).orElse("gone"));
        }
        String host =
                state.get().published().isPresent() ? "127.0.0.1" : state.get().address();
        int port = state.get().published().orElse(PORT);
        try {
            if (!connection.isConnected()) {
                connection.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            }
            connection.setSoTimeout(CONNECT_MILLIS);
            String filter = "label=" + Marks.CLUSTER + "=" + recipe.cluster() + System.lineSeparator();
            connection.getOutputStream().write(filter.getBytes(StandardCharsets.UTF_8));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
            String line = answer.readLine();
            return "ACK".equals(line) ? Optional.empty() : Optional.of("it says " + line);
        } catch (IOException e) {
            return Optional.of(e.toString());
        }
    }

    /** Nothing is left for it to remove. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            LOG.debug("the connection to Ryuk", e);
        }
        engine.containers().remove(container);
    }
}
