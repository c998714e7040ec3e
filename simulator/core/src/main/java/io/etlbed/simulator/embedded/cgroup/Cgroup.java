package io.etlbed.simulator.embedded.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A control group, or one for each controller. Whoever has it made closes it when all its processes have ended. */
public final class Cgroup implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Cgroup.class);
    private static final String PROCESSES = "cgroup.procs";
    private static final int ROUNDS = 50;
    private static final long PAUSE_MILLIS = 100;

    private final Map<Path, CgroupHome> groups;

    Cgroup(Map<Path, CgroupHome> groups) {
        this.groups = groups;
    }

    /** The files to which a process writes {@code 0} to become a member. */
    public List<Path> doors() {
        return groups.keySet().stream()
                .map(group -> CgroupHome.members(group).resolve(PROCESSES))
                .toList();
    }

    /** Makes a process, and what it is going to start, a member. */
    public void admit(long pid) throws IOException {
        for (Path group : groups.keySet()) {
            Controller.write(CgroupHome.members(group), PROCESSES, Long.toString(pid));
        }
    }

    /** Whether the kernel has ended a member because the memory was used up. */
    public boolean outOfMemory() {
        try {
            for (Map.Entry<Path, CgroupHome> group : groups.entrySet()) {
                Controller controller = group.getValue().controller();
                if (controller.kernelName().equals("memory") && controller.outOfMemoryKills(group.getKey()) > 0) {
                    return true;
                }
            }
            return false;
        } catch (IOException gone) {
            LOG.debug("a control group does not tell how its processes ended: {}", gone.toString());
            return false;
        }
    }

    @Override
    public void close() {
        groups.forEach((group, home) -> remove(group, home, ROUNDS));
    }

    /** A process that has just ended may still be counted for a moment. */
    private static void remove(Path group, CgroupHome home, int rounds) {
        try {
            home.remove(group);
        } catch (IOException stillInUse) {
            if (rounds == 0) {
                LOG.warn("cannot remove {}: {}", group, stillInUse.toString());
                return;
            }
            CompletableFuture<Void> unused = CompletableFuture.runAsync(
                    () -> remove(group, home, rounds - 1),
                    CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        }
    }
}
