package io.etlbed.simulator.embedded.cgroup;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of this JVM's in which there can be groups under a controller. It is there as long as there are some, and
 * named by this JVM, so that another one finds what it left if it was killed.
 *
 * <p>Limits are those of a group, and processes are in another one in its midst. That is all that they can see of it, by a
 * namespace of control groups that they make; so that they cannot lift their limits, even as root of the host.
 *
 * @param parent the group in which it is made
 */
record CgroupHome(Controller controller, Path parent) {

    private static final Logger LOG = LoggerFactory.getLogger(CgroupHome.class);
    private static final String PREFIX = "etlbed-";
    private static final String INNER = "members";
    private static final long PATIENCE_SECONDS = 10;

    Path folder() {
        return parent.resolve(PREFIX + ProcessHandle.current().pid());
    }

    /** Whether a process can be in a group of each: version 2 has one group for all controllers. */
    boolean goesWith(CgroupHome other) {
        boolean oneTree = controller.version() == 2 && other.controller.version() == 2;
        return !oneTree || parent.equals(other.parent);
    }

    /** The group in the midst of one, for its processes. */
    static Path members(Path group) {
        return group.resolve(INNER);
    }

    /** Whether groups can be made there, and processes be put into them. */
    boolean works() {
        Path trial = folder().resolve("trial");
        try {
            make(trial);
            try {
                return controller.governs(trial) && takesProcesses(members(trial));
            } finally {
                remove(trial);
            }
        } catch (IOException refused) {
            LOG.debug("no control groups for {} in {}: {}", controller.kernelName(), parent, refused.toString());
            return false;
        }
    }

    /** Makes a group, and the folder where it is the first one. */
    void make(Path group) throws IOException {
        // Of several homes of this JVM, and in several threads, the last group takes the folder with it.
        synchronized (CgroupHome.class) {
            makeAlone(group);
        }
    }

    /** Removes a group without processes, and the folder with the last one. */
    void remove(Path group) throws IOException {
        synchronized (CgroupHome.class) {
            Files.deleteIfExists(members(group));
            Files.deleteIfExists(group);
            try {
                Files.deleteIfExists(folder());
            } catch (IOException others) {
                LOG.trace("{} has other groups: {}", folder(), others.toString());
            }
        }
    }

    private void makeAlone(Path group) throws IOException {
        if (controller.version() == 2) {
            pass(parent);
        }
        if (!Files.isDirectory(folder())) {
            Files.createDirectory(folder());
        }
        if (controller.version() == 2) {
            pass(folder());
        }
        Files.createDirectory(group);
        Files.createDirectory(members(group));
    }

    /** Removes what JVMs have left that are no more. */
    void sweep() {
        try (DirectoryStream<Path> others = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path other : others) {
                String owner = other.getFileName().toString().substring(PREFIX.length());
                if (owner.matches("\\d{1,9}")
                        && ProcessHandle.of(Long.parseLong(owner)).isEmpty()) {
                    removeAll(other);
                }
            }
        } catch (IOException unreadable) {
            LOG.debug("{} cannot be looked through: {}", parent, unreadable.toString());
        }
    }

    private static void removeAll(Path home) throws IOException {
        try (DirectoryStream<Path> groups = Files.newDirectoryStream(home, Files::isDirectory)) {
            for (Path group : groups) {
                Files.deleteIfExists(members(group));
                Files.delete(group);
            }
        }
        Files.delete(home);
    }

    /** Lets a group's controllers govern the groups in it; whether that was so is seen in those. */
    private void pass(Path group) {
        try {
            Controller.write(group, "cgroup.subtree_control", "+" + controller.kernelName());
        } catch (IOException refused) {
            LOG.debug("{} does not pass {} on: {}", group, controller.kernelName(), refused.toString());
        }
    }

    private static boolean takesProcesses(Path group) throws IOException {
        Process trial = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "echo 0 > \"$1\"",
                        "sh",
                        group.resolve("cgroup.procs").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return trial.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && trial.exitValue() == 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            trial.destroyForcibly();
        }
    }
}
