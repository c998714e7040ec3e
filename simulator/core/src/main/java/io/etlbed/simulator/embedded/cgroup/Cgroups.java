package io.etlbed.simulator.embedded.cgroup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The control groups that this JVM may make, if any. Looked for when the first one is wanted. Safe for any thread. */
public final class Cgroups {

    private static final Logger LOG = LoggerFactory.getLogger(Cgroups.class);

    private final Optional<CgroupHome> memory;
    private final Optional<CgroupHome> cpu;
    private final Optional<CgroupHome> processes;

    private Cgroups(Optional<CgroupHome> memory, Optional<CgroupHome> cpu, Optional<CgroupHome> processes) {
        this.memory = memory;
        this.cpu = cpu;
        this.processes = processes;
    }

    private static final class OfThisJvm {
        static final Cgroups FOUND = find();
    }

    /** Those of this host. */
    public static Cgroups ofThisHost() {
        return OfThisJvm.FOUND;
    }

    /** Of a host that allows none. */
    public static Cgroups none() {
        return new Cgroups(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether there can be groups that limit memory. */
    public boolean limitMemory() {
        return memory.isPresent();
    }

    /** Whether there can be groups that limit CPU. */
    public boolean limitCpu() {
        return cpu.isPresent();
    }

    /**
     * Makes a group that keeps those limits which can be kept.
     *
     * @param name of its own
     * @param memoryBytes the most memory
     * @param milliCpus the most CPU, in thousandths of one
     * @param most the most processes and threads
     */
    public Cgroup make(String name, OptionalLong memoryBytes, OptionalLong milliCpus, OptionalLong most)
            throws IOException {
        Map<Path, CgroupHome> groups = new HashMap<>();
        Cgroup group = new Cgroup(groups);
        try {
            add(groups, memory, name, memoryBytes);
            add(groups, cpu, name, milliCpus);
            add(groups, processes, name, most);
            return group;
        } catch (IOException refused) {
            group.close();
            throw refused;
        }
    }

    private static void add(
            Map<Path, CgroupHome> groups, Optional<CgroupHome> possible, String name, OptionalLong amount)
            throws IOException {
        if (possible.isEmpty() || amount.isEmpty()) {
            return;
        }
        CgroupHome home = possible.get();
        Path group = home.folder().resolve(name);
        // In version 2 one folder is under both controllers.
        if (!groups.containsKey(group)) {
            home.make(group);
        }
        groups.putIfAbsent(group, home);
        home.controller().limit(group, amount.getAsLong());
    }

    private static Cgroups find() {
        try {
            CgroupMounts mounts = new CgroupMounts(lines("/proc/self/mountinfo"), lines("/proc/self/cgroup"));
            Optional<CgroupHome> memory = first(mounts, Controller.MEMORY_V2, Controller.MEMORY_V1);
            Optional<CgroupHome> cpu = first(mounts, Controller.CPU_V2, Controller.CPU_V1);
            Optional<CgroupHome> processes = first(mounts, Controller.PIDS_V2, Controller.PIDS_V1);
            Cgroups found = new Cgroups(
                    memory,
                    cpu.filter(home -> memory.isEmpty() || home.goesWith(memory.get())),
                    processes.filter(home -> memory.isEmpty() || home.goesWith(memory.get())));
            LOG.debug("control groups: memory {}, CPU {}, processes {}", found.memory, found.cpu, found.processes);
            return found;
        } catch (IOException notLinux) {
            LOG.debug("no control groups: {}", notLinux.toString());
            return none();
        }
    }

    private static Optional<CgroupHome> first(CgroupMounts mounts, Controller... controllers) {
        for (Controller controller : controllers) {
            for (Path candidate : mounts.candidates(controller)) {
                CgroupHome home = new CgroupHome(controller, candidate);
                if (home.works()) {
                    home.sweep();
                    return Optional.of(home);
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(Path.of(file), StandardCharsets.UTF_8);
    }
}
