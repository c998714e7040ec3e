package io.etlbed.simulator.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.VersionComponent;
import io.etlbed.simulator.SimulatorException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A connection to a Docker engine, or to Podman's service. Safe for several threads. */
public final class DockerEngine implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String address;
    private final EngineInfo info;
    private final DockerClient client;

    private DockerEngine(String address, EngineInfo info, DockerClient client) {
        this.address = address;
        this.info = info;
        this.client = client;
    }

    /**
     * Connects to the engine that {@code DOCKER_HOST} names, or to the first that answers where Docker and Podman listen.
     *
     * @throws SimulatorException if none answers within seconds; the message says where it was looked for, and what to do
     */
    public static DockerEngine connect() {
        return connect(EngineAddress.candidates());
    }

    static DockerEngine connect(List<String> candidates) {
        List<String> tried = new ArrayList<>();
        for (String candidate : candidates) {
            if (EngineAddress.absent(candidate)) {
                tried.add(candidate + " (no such file)");
                continue;
            }
            DockerClient client = EngineClient.of(candidate);
            try {
                return new DockerEngine(candidate, inTime(() -> ask(client)), client);
            } catch (SimulatorException e) {
                EngineClient.close(client);
                tried.add(candidate + " (" + e.getMessage() + ")");
            }
        }
        throw new SimulatorException("no Docker engine answers: tried " + String.join(", ", tried)
                + ". Start one (such as `systemctl start docker`, or `systemctl --user start podman.socket`), see that you may"
                + " use it (group docker), or set DOCKER_HOST to where it listens.");
    }

    private static EngineInfo ask(DockerClient client) {
        Info info = client.infoCmd().exec();
        List<VersionComponent> components =
                Optional.ofNullable(client.versionCmd().exec().getComponents()).orElse(List.of());
        List<String> security = Optional.ofNullable(info.getSecurityOptions()).orElse(List.of());
        return new EngineInfo(
                known(info.getServerVersion()),
                known(info.getOperatingSystem()),
                known(info.getArchitecture()),
                "1".equals(info.getCGroupVersion()) ? 1 : 2,
                components.stream()
                        .anyMatch(
                                component -> String.valueOf(component.getName()).startsWith("Podman")),
                security.stream().anyMatch(option -> option.contains("rootless")));
    }

    /** The library waits for ever on a socket behind which nobody answers, but can be interrupted. */
    private static EngineInfo inTime(Callable<EngineInfo> question) {
        FutureTask<EngineInfo> task = new FutureTask<>(question);
        Thread thread = new Thread(task, "docker-engine-question");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new SimulatorException(why(e), e);
        } catch (TimeoutException e) {
            throw new SimulatorException("no answer within " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SimulatorException("interrupted", e);
        } finally {
            task.cancel(true);
        }
    }

    private static String known(String text) {
        return Optional.ofNullable(text).filter(said -> !said.isBlank()).orElse("unknown");
    }

    /** The innermost reason is the one that a person can do something about. */
    private static String why(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return Words.of(cause);
    }

    /** Such as {@code unix:///var/run/docker.sock}. */
    public String address() {
        return address;
    }

    /** The name of the engine's machine as this one reaches it; empty where it is this one. */
    public Optional<String> remoteHost() {
        return EngineAddress.local(address)
                ? Optional.empty()
                : Optional.ofNullable(URI.create(address).getHost())
                        .filter(host -> !host.equals("localhost") && !host.startsWith("127."));
    }

    public EngineInfo info() {
        return info;
    }

    public Images images() {
        return new Images(client);
    }

    public Containers containers() {
        return new Containers(address, info, client);
    }

    public Networks networks() {
        return new Networks(client);
    }

    /** Closes the connections; what runs in the engine stays. */
    @Override
    public void close() {
        EngineClient.close(client);
    }
}
