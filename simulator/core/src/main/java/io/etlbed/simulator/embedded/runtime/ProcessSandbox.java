package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.embedded.cgroup.Cgroups;
import io.etlbed.simulator.embedded.network.EgressProxy;
import io.etlbed.simulator.embedded.network.PodEntrance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pod as processes: one that holds its namespaces, and the containers that join them. */
final class ProcessSandbox implements PodSandbox {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessSandbox.class);

    private final SandboxSpec spec;
    private final SandboxCommands commands;
    private final Launcher launcher;
    private final Cgroups cgroups;
    private final PodEntrance entrance;
    private final Path folder;
    private final Process holder;
    private final Optional<EgressProxy> wayOut;
    private final Runnable atClose;
    private final VolumeFolders volumes;
    private final PodContainers containers;

    ProcessSandbox(
            SandboxSpec spec,
            SandboxCommands commands,
            Launcher launcher,
            Cgroups cgroups,
            PodEntrance entrance,
            Path folder,
            Process holder,
            Optional<EgressProxy> wayOut,
            Runnable atClose)
            throws IOException {
        this.spec = spec;
        this.commands = commands;
        this.launcher = launcher;
        this.cgroups = cgroups;
        this.entrance = entrance;
        this.folder = folder;
        this.holder = holder;
        this.wayOut = wayOut;
        this.atClose = atClose;
        this.volumes = new VolumeFolders(folder, spec.volumes());
        this.containers = new PodContainers(folder, spec.hostname());
    }

    @Override
    public RunningContainer start(ContainerSpec given) throws StartException {
        return containers.start(
                given,
                cgroups,
                (run, group) ->
                        start(given.told(given.command(), environment(given), given.workingDirectory()), run, group));
    }

    /** @param run a folder for what it writes */
    private RunningContainer start(ContainerSpec container, Path run, ContainerGroup group) throws IOException {
        Path root = Files.createDirectory(run).resolve("root");
        Path message = run.resolve("message");
        String token = "etlbed-started-" + UUID.randomUUID();
        List<String> before = new ArrayList<>(group.enter());
        before.addAll(new ContainerRoot(commands.programs()).make(root, message, spec, container, volumes));
        String script = EnterScript.of(
                commands,
                root,
                before,
                container.workingDirectory().orElse("/"),
                container.command().get(0),
                container.environment().getOrDefault("PATH", ""),
                token,
                readOnlyRoot(container, root),
                container.confinement(),
                container.tty());
        List<String> words = new ArrayList<>();
        if (container.tty()) {
            words.add(ContainerTerminal.KIND);
        }
        container.environment().forEach((name, value) -> words.add(name + "=" + value));
        words.addAll(container.command());
        ProcessBuilder builder = PodContainers.process(
                commands.container(holder.pid(), !spec.memoryVolumes().isEmpty(), script, words), container);
        ContainerTree tree = new NamespacedTree(launcher.start(builder));
        ProgramWay way = new NamespacedWay(commands, tree.root().toHandle(), container.name());
        ProcessContainer running = new ProcessContainer(
                tree,
                new ContainerLog(Clock.systemUTC(), ContainerLog.USUAL_LIMIT),
                new ProgramStarter(way, commands.programs(), launcher, container, group, folder),
                group,
                container,
                message,
                folder);
        return containers.follow(running, container.name(), run, token);
    }

    /** The folder for the container's own files is the root by then; what the host says of its file system stays. */
    private List<String> readOnlyRoot(ContainerSpec container, Path root) throws IOException {
        if (!container.confinement().readOnlyRoot()) {
            return List.of();
        }
        return List.of(Fstab.readOnly(
                commands.programs(), Path.of("/"), MountTable.read().flagsAt(root)));
    }

    @Override
    public DiskUsage diskUsage() throws IOException {
        return containers.diskUsage(
                volumes.onDisk(spec.memoryVolumes().keySet()),
                new DiskMeter(words -> commands.diskUsage(holder.pid(), words), launcher));
    }

    /** A way out of its own is what the container names as such. */
    private Map<String, String> environment(ContainerSpec container) throws IOException {
        Map<String, String> variables = new LinkedHashMap<>();
        if (wayOut.isPresent()) {
            variables.putAll(wayOut.get().variables(spec.ip(), spec.hostname()));
        }
        variables.putAll(container.environment());
        return variables;
    }

    @Override
    public void close() {
        wayOut.ifPresent(EgressProxy::close);
        containers.kill();
        holder.destroyForcibly();
        entrance.detach(spec.ip());
        try {
            containers.awaitEnd();
            if (!holder.waitFor(PodContainers.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("process {} of pod {} does not end", holder.pid(), spec.hostname());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            PodContainers.remove(folder);
            atClose.run();
        }
    }
}
