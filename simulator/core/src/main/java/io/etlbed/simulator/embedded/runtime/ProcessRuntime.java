package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.FileTree;
import io.etlbed.simulator.PodEgress;
import io.etlbed.simulator.PodNetwork;
import io.etlbed.simulator.Sandbox;
import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.embedded.cgroup.Cgroups;
import io.etlbed.simulator.embedded.network.EgressProxy;
import io.etlbed.simulator.embedded.network.Entrances;
import io.etlbed.simulator.embedded.network.PodEntrance;
import io.etlbed.simulator.embedded.network.Threads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pods as processes in namespaces. A pod has a user (but on {@link Sandbox#ROOT}), network, IPC and host name namespace of
 * its own; each of its containers has mounts and processes of its own besides. Needs util-linux and nothing installed; root
 * and ordinary users get the same pods.
 *
 * <p>Where this JVM may enter the pods' networks it opens sockets in them itself; on {@link Sandbox#RELAY} one relay
 * process does, and copies.
 */
final class ProcessRuntime implements PodRuntime {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessRuntime.class);

    private final Path folder;
    private final Launcher launcher;
    private final PodEntrance entrance;
    private final SandboxCommands commands;
    private final Cgroups cgroups;
    private final Optional<ExecutorService> egress;
    private final Set<ProcessSandbox> sandboxes = ConcurrentHashMap.newKeySet();

    private ProcessRuntime(
            Path folder,
            Launcher launcher,
            PodEntrance entrance,
            SandboxCommands commands,
            Cgroups cgroups,
            Optional<ExecutorService> egress) {
        this.folder = folder;
        this.launcher = launcher;
        this.entrance = entrance;
        this.commands = commands;
        this.cgroups = cgroups;
        this.egress = egress;
    }

    /**
     * Starts the runtime.
     *
     * @param folder for the files of the pods; made, and removed at the end
     * @param sandbox one that isolates, and that this host has
     * @param open whether pods reach other hosts
     * @param cgroups by which limits are kept
     */
    static ProcessRuntime start(Path folder, Sandbox sandbox, PodEgress open, Cgroups cgroups) {
        HostPrograms programs = HostPrograms.find();
        Launcher launcher = new Launcher();
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            Optional<ExecutorService> egress =
                    open == PodEgress.OPEN ? Optional.of(Threads.perTask("etlbed-egress")) : Optional.empty();
            if (sandbox == Sandbox.RELAY) {
                Process relay = launcher.start(RelayCommand.of(SandboxCommands.withUsers(programs), folder));
                LOG.info("pods are reached through the relay process {}", relay.pid());
                SandboxCommands commands = SandboxCommands.withUsersBelow(programs, relay.pid());
                return new ProcessRuntime(folder, launcher, Entrances.relay(relay), commands, cgroups, egress);
            }
            LOG.debug("pods are reached directly: this JVM may enter their networks");
            SandboxCommands commands = sandbox == Sandbox.ROOT
                    ? SandboxCommands.withoutUsers(programs)
                    : SandboxCommands.withUsers(programs);
            return new ProcessRuntime(folder, launcher, Entrances.doors(folder), commands, cgroups, egress);
        } catch (IOException failure) {
            launcher.close();
            throw new SimulatorException("the pod runtime cannot be started: " + failure.getMessage(), failure);
        }
    }

    @Override
    public String name() {
        return "process";
    }

    @Override
    public PodSandbox create(SandboxSpec spec) throws StartException {
        Path home = folder.resolve(spec.id());
        Process holder = null;
        try {
            Files.createDirectories(home);
            holder = launcher.start(new ProcessBuilder(commands.holder(spec.hostname(), memoryMounts(spec, home)))
                    .redirectErrorStream(true));
            awaitReady(holder);
            entrance.attach(spec.ip(), holder.pid());
            ProcessSandbox[] self = new ProcessSandbox[1];
            self[0] = new ProcessSandbox(
                    spec,
                    commands,
                    launcher,
                    cgroups,
                    entrance,
                    home,
                    holder,
                    wayOut(spec),
                    () -> sandboxes.remove(self[0]));
            sandboxes.add(self[0]);
            return self[0];
        } catch (IOException failure) {
            if (holder != null) {
                holder.destroyForcibly();
            }
            entrance.detach(spec.ip());
            try {
                FileTree.remove(home);
            } catch (IOException remains) {
                failure.addSuppressed(remains);
            }
            throw new StartException("failed to create the pod's sandbox: " + failure.getMessage(), failure);
        }
    }

    /** The volumes in memory, mounted where those on the disk are. */
    private List<String> memoryMounts(SandboxSpec spec, Path home) throws IOException {
        List<String> mounts = new ArrayList<>();
        for (Map.Entry<String, OptionalLong> volume : spec.memoryVolumes().entrySet()) {
            Path folder = Files.createDirectories(VolumeFolders.folder(home, volume.getKey()));
            StringBuilder options = new StringBuilder("mode=0777,nosuid,nodev");
            volume.getValue().ifPresent(bytes -> options.append(",size=").append(bytes));
            mounts.add(Shell.command(
                    commands.programs().path("mount"),
                    List.of("-t", "tmpfs", "-o", options.toString(), volume.getKey(), folder.toString())));
        }
        return mounts;
    }

    private Optional<EgressProxy> wayOut(SandboxSpec spec) throws IOException {
        return egress.isEmpty() ? Optional.empty() : Optional.of(EgressProxy.open(entrance, spec.ip(), egress.get()));
    }

    @Override
    public PodNetwork network() {
        return entrance;
    }

    @Override
    public void close() {
        List.copyOf(sandboxes).forEach(ProcessSandbox::close);
        egress.ifPresent(ExecutorService::shutdownNow);
        entrance.close();
        launcher.close();
        try {
            FileTree.remove(folder);
        } catch (IOException failure) {
            LOG.warn("cannot remove {}: {}", folder, failure.toString());
        }
    }

    private static void awaitReady(Process holder) throws IOException {
        BufferedReader answers =
                new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.equals("ready")) {
                return;
            }
            said.append(line).append(' ');
        }
        throw new IOException(said.toString().strip());
    }
}
