package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.FileTree;
import io.etlbed.simulator.embedded.cgroup.Cgroups;
import io.etlbed.simulator.embedded.network.EgressProxy;
import io.etlbed.simulator.embedded.network.PodEntrance;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pod as processes: one that holds its namespaces, and the containers that join them. */
final class ProcessSandbox implements PodSandbox {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessSandbox.class);
    private static final long PATIENCE_SECONDS = 10;

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
    private final Queue<ProcessContainer> containers = new ConcurrentLinkedQueue<>();
    private final Map<String, Path> roots = new ConcurrentHashMap<>();
    private final AtomicInteger runs = new AtomicInteger();

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
    }

    @Override
    public RunningContainer start(ContainerSpec given) throws StartException {
        Path run = folder.resolve(given.name() + "-" + runs.incrementAndGet());
        try {
            ContainerSpec container = given.told(given.command(), environment(given), given.workingDirectory());
            ContainerGroup group = ContainerGroup.of(container.confinement(), cgroups);
            try {
                return start(container, run, group);
            } catch (IOException failure) {
                group.close();
                throw failure;
            }
        } catch (IOException failure) {
            remove(run);
            throw new StartException(String.valueOf(failure.getMessage()), failure);
        }
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
        ProcessBuilder builder = new ProcessBuilder(
                        commands.container(holder.pid(), !spec.memoryVolumes().isEmpty(), script, words))
                .redirectErrorStream(true)
                .redirectInput(
                        container.stdin() || container.tty()
                                ? ProcessBuilder.Redirect.PIPE
                                : ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().clear();
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
        containers.add(running);
        roots.put(container.name(), run);
        running.follow(spec.hostname() + "-" + container.name(), token, () -> {
            roots.remove(container.name(), run);
            remove(run);
            containers.remove(running);
        });
        return running;
    }

    /** The folder for the container's own files is the root by then; what the host says of its file system stays. */
    private List<String> readOnlyRoot(ContainerSpec container, Path root) throws IOException {
        if (!container.confinement().readOnlyRoot()) {
            return List.of();
        }
        List<String> options = new ArrayList<>(List.of("remount", "bind", "ro"));
        options.addAll(MountTable.read().flagsAt(root));
        return List.of(Shell.command(commands.programs().path("mount"), List.of("-o", String.join(",", options), "/")));
    }

    @Override
    public DiskUsage diskUsage() throws IOException {
        Map<String, Path> running = Map.copyOf(roots);
        Map<String, Path> folders = volumes.onDisk(spec.memoryVolumes().keySet());
        List<Path> all = Stream.concat(running.values().stream(), folders.values().stream())
                .toList();
        return DiskUsage.of(
                running,
                folders,
                new DiskMeter(words -> commands.diskUsage(holder.pid(), words), launcher).measure(all));
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
        containers.forEach(ProcessContainer::kill);
        holder.destroyForcibly();
        entrance.detach(spec.ip());
        try {
            for (ProcessContainer container : containers) {
                container
                        .exit()
                        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .handle((code, late) -> code)
                        .join();
            }
            if (!holder.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("process {} of pod {} does not end", holder.pid(), spec.hostname());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            remove(folder);
            atClose.run();
        }
    }

    private static void remove(Path tree) {
        try {
            FileTree.remove(tree);
        } catch (IOException failure) {
            LOG.warn("cannot remove {}: {}", tree, failure.toString());
        }
    }
}
