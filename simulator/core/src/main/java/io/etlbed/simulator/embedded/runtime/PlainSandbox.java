package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.FileTree;
import io.etlbed.simulator.embedded.cgroup.Cgroups;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A pod that is nothing but its containers' processes, and a folder. */
final class PlainSandbox implements PodSandbox {

    private static final String WARNING =
            "This host lets no namespaces be made, or was told not to (sandbox none): the pod"
                    + " shares files, processes, ports and network with this host and with other pods. It sees and may change"
                    + " whatever the user may. Paths to its image and volumes are replaced in its command, variables and working"
                    + " directory alone. Python programs are lent ports; others listen on the host's own.";

    private final SandboxSpec spec;
    private final HostPrograms programs;
    private final Launcher launcher;
    private final Cgroups cgroups;
    private final SharedPorts ports;
    private final Path pythonModules;
    private final Path folder;
    private final Path notes;
    private final Runnable atClose;
    private final VolumeFolders volumes;
    private final PodContainers containers;

    /**
     * Makes one.
     *
     * @param pythonModules the folder with what lends ports to Python programs
     * @param folder for its files; made
     */
    PlainSandbox(
            SandboxSpec spec,
            HostPrograms programs,
            Launcher launcher,
            Cgroups cgroups,
            SharedPorts ports,
            Path pythonModules,
            Path folder,
            Runnable atClose)
            throws IOException {
        this.spec = spec;
        this.programs = programs;
        this.launcher = launcher;
        this.cgroups = cgroups;
        this.ports = ports;
        this.pythonModules = pythonModules;
        this.folder = Files.createDirectories(folder);
        this.notes = Files.createDirectories(folder.resolve("ports"));
        this.atClose = atClose;
        this.volumes = new VolumeFolders(folder, spec.volumes());
        this.containers = new PodContainers(folder, spec.hostname());
        ports.add(spec.ip(), notes);
    }

    @Override
    public List<String> warnings() {
        return spec.memoryVolumes().isEmpty()
                ? List.of(WARNING)
                : List.of(
                        WARNING,
                        "Without namespaces (sandbox none) volumes with medium Memory are on the disk: "
                                + String.join(", ", spec.memoryVolumes().keySet()));
    }

    @Override
    public DiskUsage diskUsage() throws IOException {
        return containers.diskUsage(
                volumes.onDisk(Set.of()),
                new DiskMeter(words -> SandboxCommands.plainDiskUsage(programs, words), launcher));
    }

    @Override
    public RunningContainer start(ContainerSpec given) throws StartException {
        return containers.start(given, cgroups, (home, group) -> {
            if (!(given.image() instanceof PreparedImage image)) {
                throw new IOException("image " + given.image().name() + " is no folder");
            }
            if (isPython(image)) {
                forgetPorts();
            } else {
                ports.claim(spec.ip(), given.ports());
            }
            return start(given, image, home, group);
        });
    }

    /** @param home a folder for what it writes */
    private RunningContainer start(ContainerSpec given, PreparedImage image, Path home, ContainerGroup group)
            throws IOException {
        Files.createDirectories(home.resolve("tmp"));
        Path message = home.resolve("message");
        MessageFile.make(message);
        String token = "etlbed-started-" + UUID.randomUUID();
        Relocation relocation = Relocation.of(image, given, volumes, message);
        MarkedProcesses marked = new MarkedProcesses(spec.id() + "/" + given.name() + "/" + token);
        ContainerSpec container = relocated(given, relocation, home, marked, isPython(image));
        ProcessBuilder builder = PodContainers.process(
                SandboxCommands.plain(
                        programs,
                        PlainScript.of(programs, group.enter(), token, container.tty()),
                        PlainScript.arguments(
                                container.command(),
                                container.environment(),
                                Path.of(container.workingDirectory().orElseThrow()))),
                container);
        ContainerTree tree = new PlainTree(launcher.start(builder), marked);
        ProgramWay way = new PlainWay(programs, tree.root(), relocation);
        ProcessContainer running = new ProcessContainer(
                tree,
                new ContainerLog(Clock.systemUTC(), ContainerLog.USUAL_LIMIT),
                new ProgramStarter(way, programs, launcher, container, group, folder),
                group.withoutNamespaces(),
                container,
                message,
                folder);
        return containers.follow(running, container.name(), home, token);
    }

    /** The program is not known before it runs; an image that asks for a Python is taken for one of Python. */
    private static boolean isPython(PreparedImage image) {
        return image.bundle().preparation().isPresent()
                || image.bundle().tools().stream().anyMatch(tool -> tool.startsWith("python"));
    }

    /** What was lent to an earlier run is somebody else's by now, unless another container of the pod runs. */
    private void forgetPorts() throws IOException {
        if (containers.isEmpty()) {
            FileTree.remove(notes);
            Files.createDirectory(notes);
        }
    }

    private ContainerSpec relocated(
            ContainerSpec given, Relocation relocation, Path home, MarkedProcesses marked, boolean python) {
        Map<String, String> variables = new HashMap<>();
        variables.put("HOME", home.toString());
        variables.put("TMPDIR", home.resolve("tmp").toString());
        if (given.tty()) {
            variables.put("TERM", "xterm");
        }
        given.environment().forEach((name, value) -> variables.put(name, relocation.apply(value)));
        variables.put(MarkedProcesses.VARIABLE, marked.mark());
        if (python) {
            variables.merge("PYTHONPATH", pythonModules.toString(), (own, ours) -> ours + File.pathSeparator + own);
            variables.put("ETLBED_PORTS", notes.toString());
            variables.put("ETLBED_POD_IP", spec.ip());
        }
        List<String> command = new ArrayList<>();
        given.command().forEach(word -> command.add(relocation.apply(word)));
        return given.told(
                command,
                variables,
                Optional.of(given.workingDirectory().map(relocation::apply).orElse(home.toString())));
    }

    @Override
    public void close() {
        containers.kill();
        ports.remove(spec.ip());
        containers.awaitEnd();
        PodContainers.remove(folder);
        atClose.run();
    }
}
