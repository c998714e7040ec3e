package io.etlbed.simulator.embedded.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What everything that runs in a root of its own sees there: the system's folders, devices, empty folders of its own. */
final class BaseTree {

    /** Where the host's root is for a moment while the root changes; shared memory is mounted there afterwards. */
    static final String OLD = "dev/shm";

    /** The terminals of a container are mounted there. */
    static final String TERMINALS = "/dev/pts";

    /** The folders that the kernel fills. */
    static final Set<String> KERNEL = Set.of("proc", "sys", "dev");

    private static final List<String> DEVICES = List.of("null", "zero", "full", "random", "urandom", "tty");
    private static final Map<String, String> DEVICE_LINKS = Map.of(
            "fd", "/proc/self/fd",
            "stdin", "/proc/self/fd/0",
            "stdout", "/proc/self/fd/1",
            "stderr", "/proc/self/fd/2");
    private static final int STICKY = 01777;

    private BaseTree() {}

    static void lay(RootTree tree) throws IOException {
        for (Path system : SystemFolders.ALL) {
            if (Files.isDirectory(system)) {
                tree.show(system.toString(), system, true);
            }
        }
        for (String own : List.of("etc", "proc", "sys", "tmp", "root", "run", "var", OLD)) {
            tree.folder("/" + own);
        }
        tree.folder("/var/tmp");
        tree.folder(TERMINALS);
        tree.link("/dev/ptmx", "pts/ptmx");
        tree.link("/var/run", "/run");
        for (Path settings : SystemFolders.SETTINGS) {
            if (Files.isDirectory(settings)) {
                tree.show(settings.toString(), settings, true);
            }
        }
        for (String device : DEVICES) {
            tree.show("/dev/" + device, Path.of("/dev", device), false);
        }
        for (Map.Entry<String, String> link : DEVICE_LINKS.entrySet()) {
            tree.link("/dev/" + link.getKey(), link.getValue());
        }
    }

    static boolean isOfKernel(Path path) {
        Path normal = path.normalize();
        return normal.getNameCount() > 0 && KERNEL.contains(normal.getName(0).toString());
    }

    /** Files of the host's /etc, but for those that are there already. */
    static void copySettings(List<Path> files, Path etc) throws IOException {
        for (Path file : files) {
            Path copy = etc.resolve(file.getFileName().toString());
            if (Files.isReadable(file) && !Files.exists(copy)) {
                Files.copy(file, copy);
            }
        }
    }

    /** Lets everybody write to the folders that are for everybody. */
    static void open(Path root) throws IOException {
        for (String name : List.of("tmp", "var/tmp")) {
            Path folder = root.resolve(name);
            if (Files.isDirectory(folder)) {
                Files.setAttribute(folder, "unix:mode", STICKY);
            }
        }
    }
}
