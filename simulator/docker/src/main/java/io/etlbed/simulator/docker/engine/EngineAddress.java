package io.etlbed.simulator.docker.engine;

import com.github.dockerjava.core.DefaultDockerClientConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where engines may be found, as {@code docker} and {@code podman} find them. */
final class EngineAddress {

    /** Names one engine, before all others; {@code DOCKER_HOST} of the environment comes next. */
    static final String PROPERTY = "etlbed.docker.host";

    private static final Logger LOG = LoggerFactory.getLogger(EngineAddress.class);
    private static final String UNIX = "unix://";

    private EngineAddress() {}

    /** The one that was named; or else those that there may be, the likeliest first. */
    static List<String> candidates() {
        return candidates(
                System.getProperty(PROPERTY, ""),
                System.getenv(),
                System.getProperty("user.home", "/"),
                mayHaveContext() ? context() : "");
    }

    /** @param context address of the chosen {@code docker context}, or empty */
    static List<String> candidates(String property, Map<String, String> environment, String home, String context) {
        if (!property.isEmpty()) {
            return List.of(property);
        }
        String named = environment.getOrDefault("DOCKER_HOST", "");
        if (!named.isEmpty()) {
            return List.of(named);
        }
        Set<String> candidates = new LinkedHashSet<>();
        if (!context.isEmpty()) {
            candidates.add(context);
        }
        List<Path> sockets = new ArrayList<>(List.of(Path.of("/var/run/docker.sock")));
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (!runtime.isEmpty()) {
            sockets.add(Path.of(runtime, "docker.sock"));
        }
        sockets.add(Path.of(home, ".docker", "run", "docker.sock"));
        sockets.add(Path.of(home, ".docker", "desktop", "docker.sock"));
        if (!runtime.isEmpty()) {
            sockets.add(Path.of(runtime, "podman", "podman.sock"));
        }
        sockets.add(Path.of("/run/podman/podman.sock"));
        sockets.forEach(socket -> candidates.add(UNIX + socket));
        return List.copyOf(candidates);
    }

    /** Whether nothing can be there: a socket's file is missing. */
    static boolean absent(String address) {
        return address.startsWith(UNIX) && !Files.exists(Path.of(address.substring(UNIX.length())));
    }

    /** Whether it is on this machine, as far as its address tells. */
    static boolean local(String address) {
        return address.startsWith(UNIX) || address.startsWith("npipe:");
    }

    /** Most have none: then the library need not be loaded to find that out. */
    private static boolean mayHaveContext() {
        return System.getenv("DOCKER_CONTEXT") != null
                || Files.isReadable(Path.of(System.getProperty("user.home", "/"), ".docker", "config.json"));
    }

    private static String context() {
        try {
            return DefaultDockerClientConfig.createDefaultConfigBuilder()
                    .build()
                    .getDockerHost()
                    .toString();
        } catch (RuntimeException e) {
            LOG.debug("the docker context cannot be read", e);
            return "";
        }
    }
}
