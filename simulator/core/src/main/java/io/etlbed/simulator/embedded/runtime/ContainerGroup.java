package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.embedded.cgroup.Cgroup;
import io.etlbed.simulator.embedded.cgroup.Cgroups;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the limits of one run of a container: by a control group, and memory by watching where there can be none. How many
 * processes it may have is always bounded: where not by a group, then by the kernel for all users but the host's root.
 */
final class ContainerGroup {

    private static final Logger LOG = LoggerFactory.getLogger(ContainerGroup.class);

    private final Confinement limits;
    private final Cgroups possible;
    private final Cgroup group;
    private final boolean namespaces;
    private volatile boolean caught;

    private ContainerGroup(Confinement limits, Cgroups possible, Cgroup group, boolean namespaces) {
        this.limits = limits;
        this.possible = possible;
        this.group = group;
        this.namespaces = namespaces;
    }

    static ContainerGroup of(Confinement limits, Cgroups possible) throws IOException {
        return new ContainerGroup(
                limits,
                possible,
                possible.make(
                        UUID.randomUUID().toString(),
                        limits.memoryBytes(),
                        limits.milliCpus(),
                        OptionalLong.of(ContainerPrivileges.MOST_PROCESSES)),
                true);
    }

    /** The same of a container that has no namespaces, in which alone there are other limits than those. */
    ContainerGroup withoutNamespaces() {
        return new ContainerGroup(limits, possible, group, false);
    }

    /** Shell commands by which a process enters it, while it still sees the files of the host. */
    List<String> enter() {
        List<String> commands = new ArrayList<>();
        for (Path door : group.doors()) {
            commands.add("echo 0 > " + Shell.quote(door.toString()));
        }
        return commands;
    }

    /** A program that was started in the container from outside counts as one of it. */
    void admit(long pid) {
        try {
            group.admit(pid);
        } catch (IOException refused) {
            LOG.debug("process {} is not in the group of its container: {}", pid, refused.toString());
        }
    }

    /** Sees to it that the memory limit is kept. */
    void watch(String name, ProcessContainer container) {
        if (limits.memoryBytes().isPresent() && !possible.limitMemory()) {
            MemoryWatch.start(name, container, limits.memoryBytes().getAsLong(), () -> caught = true);
        }
    }

    boolean outOfMemory() {
        return caught || group.outOfMemory();
    }

    List<String> shortfalls() {
        List<String> all = new ArrayList<>();
        if (limits.milliCpus().isPresent() && !possible.limitCpu()) {
            all.add(
                    "resources.limits.cpu is not kept: this process may not make control groups with the cpu controller");
        }
        if (limits.memoryBytes().isPresent() && !possible.limitMemory()) {
            all.add("resources.limits.memory is kept by looking at the container's processes now and then: this process"
                    + " may not make control groups with the memory controller");
        }
        if (!namespaces) {
            limits.fields().stream()
                    .filter(field -> !field.startsWith("resources."))
                    .forEach(field -> all.add(field + " is not kept without namespaces (sandbox none)"));
        }
        return all;
    }

    /** All its processes have ended. */
    void close() {
        caught |= group.outOfMemory();
        group.close();
    }
}
