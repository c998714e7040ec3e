package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.FileTree;
import io.etlbed.simulator.PodNetwork;
import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.embedded.cgroup.Cgroups;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pods as processes of this user, in no namespace: the last rung, for hosts that allow nothing else. Files of images and
 * volumes are where they are on this host, and paths to them are replaced in what a container is told
 * ({@link Relocation}); ports are shared ({@link SharedPorts}).
 */
final class PlainRuntime implements PodRuntime {

    private static final Logger LOG = LoggerFactory.getLogger(PlainRuntime.class);

    private final Path folder;
    private final Path pythonModules;
    private final Cgroups cgroups;
    private final HostPrograms programs = HostPrograms.find();
    private final Launcher launcher = new Launcher();
    private final SharedPorts ports = new SharedPorts();
    private final Set<PlainSandbox> sandboxes = ConcurrentHashMap.newKeySet();

    private PlainRuntime(Path folder, Path pythonModules, Cgroups cgroups) {
        this.folder = folder;
        this.cgroups = cgroups;
        this.pythonModules = pythonModules;
    }

    static PlainRuntime start(Path folder, Cgroups cgroups) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            Path modules = Files.createDirectories(folder.resolve("python"));
            try (InputStream source = Objects.requireNonNull(
                    PlainRuntime.class.getResourceAsStream("/io/etlbed/simulator/embedded/runtime/lent_socket.py"))) {
                Files.copy(source, modules.resolve("socket.py"));
            }
            return new PlainRuntime(folder, modules, cgroups);
        } catch (IOException failure) {
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
        try {
            PlainSandbox[] self = new PlainSandbox[1];
            self[0] = new PlainSandbox(
                    spec, programs, launcher, cgroups, ports, pythonModules, home, () -> sandboxes.remove(self[0]));
            sandboxes.add(self[0]);
            return self[0];
        } catch (IOException failure) {
            throw new StartException("failed to create the pod's sandbox: " + failure.getMessage(), failure);
        }
    }

    @Override
    public PodNetwork network() {
        return ports;
    }

    @Override
    public void close() {
        List.copyOf(sandboxes).forEach(PlainSandbox::close);
        launcher.close();
        try {
            FileTree.remove(folder);
        } catch (IOException failure) {
            LOG.warn("cannot remove {}: {}", folder, failure.toString());
        }
    }
}
