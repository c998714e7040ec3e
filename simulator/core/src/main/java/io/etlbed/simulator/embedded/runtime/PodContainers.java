package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.FileTree;
import io.etlbed.simulator.embedded.cgroup.Cgroups;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The containers of one pod that run, and the folders that they write to. */
final class PodContainers {

    static final long PATIENCE_SECONDS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(PodContainers.class);

    private final Path folder;
    private final String hostname;
    private final Queue<ProcessContainer> running = new ConcurrentLinkedQueue<>();
    private final Map<String, Path> homes = new ConcurrentHashMap<>();
    private final AtomicInteger runs = new AtomicInteger();

    /**
     * Holds none yet.
     *
     * @param folder of the pod
     */
    PodContainers(Path folder, String hostname) {
        this.folder = folder;
        this.hostname = hostname;
    }

    /** How a container is started. */
    @FunctionalInterface
    interface Start {

        /**
         * Starts it.
         *
         * @param home a folder for what it writes, not made yet
         */
        RunningContainer in(Path home, ContainerGroup group) throws IOException, StartException;
    }

    /** Starts a run of a container; where that fails nothing is left of it. */
    RunningContainer start(ContainerSpec container, Cgroups cgroups, Start start) throws StartException {
        Path home = folder.resolve(container.name() + "-" + runs.incrementAndGet());
        try {
            ContainerGroup group = ContainerGroup.of(container.confinement(), cgroups);
            boolean started = false;
            try {
                RunningContainer run = start.in(home, group);
                started = true;
                return run;
            } finally {
                if (!started) {
                    group.close();
                }
            }
        } catch (IOException failure) {
            remove(home);
            throw new StartException(String.valueOf(failure.getMessage()), failure);
        }
    }

    /** The process that a container's command line is to be, reading what is written to it only where it is to read. */
    static ProcessBuilder process(List<String> command, ContainerSpec container) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(
                        container.stdin() || container.tty()
                                ? ProcessBuilder.Redirect.PIPE
                                : ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().clear();
        return builder;
    }

    /** Follows a container to its end. */
    ProcessContainer follow(ProcessContainer container, String name, Path home, String token) {
        running.add(container);
        homes.put(name, home);
        container.follow(hostname + "-" + name, token, () -> {
            homes.remove(name, home);
            remove(home);
            running.remove(container);
        });
        return container;
    }

    boolean isEmpty() {
        return running.isEmpty();
    }

    /** @param volumes the folders of the volumes that count */
    DiskUsage diskUsage(Map<String, Path> volumes, DiskMeter meter) throws IOException {
        Map<String, Path> now = Map.copyOf(homes);
        List<Path> all =
                Stream.concat(now.values().stream(), volumes.values().stream()).toList();
        return DiskUsage.of(now, volumes, meter.measure(all));
    }

    void kill() {
        running.forEach(ProcessContainer::kill);
    }

    /** Waits for the end of those that were killed, each for a while. */
    void awaitEnd() {
        for (ProcessContainer container : running) {
            container
                    .exit()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .handle((code, late) -> code)
                    .join();
        }
    }

    /** Removes what a container or the pod has written, as far as that can be done. */
    static void remove(Path tree) {
        try {
            FileTree.remove(tree);
        } catch (IOException failure) {
            LOG.warn("cannot remove {}: {}", tree, failure.toString());
        }
    }
}
