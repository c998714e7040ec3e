package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.Bundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lays out what a container sees under {@code /}: the system, the tools and files of its image, the pod's volumes. */
final class ContainerRoot {

    /** Where the host's root is for a moment while the root changes; shared memory is mounted there afterwards. */
    static final String OLD = "dev/shm";

    private static final List<String> DEVICES = List.of("null", "zero", "full", "random", "urandom", "tty");
    private static final Map<String, String> DEVICE_LINKS = Map.of(
            "fd", "/proc/self/fd",
            "stdin", "/proc/self/fd/0",
            "stdout", "/proc/self/fd/1",
            "stderr", "/proc/self/fd/2");
    private static final Set<String> KERNEL = Set.of("proc", "sys", "dev");
    private static final int STICKY = 01777;

    private final HostPrograms programs;
    private final RootTree tree = new RootTree();

    ContainerRoot(HostPrograms programs) {
        this.programs = programs;
    }

    /**
     * Makes the folder of one container.
     *
     * @param folder where; made
     * @param volumes the pod's volumes by name
     * @return shell commands that mount what belongs there
     */
    List<String> make(Path folder, SandboxSpec pod, ContainerSpec container, Map<String, Path> volumes)
            throws IOException {
        base();
        for (HostTool tool : container.image().tools()) {
            if (!SystemFolders.contain(tool.home())) {
                tree.show(tool.home().toString(), tool.home().toRealPath(), true);
            }
        }
        lay(container.image().bundle());
        for (ContainerSpec.Mount mount : container.mounts()) {
            Path path = Path.of(mount.path()).normalize();
            if (path.getNameCount() > 0 && KERNEL.contains(path.getName(0).toString())) {
                throw new IOException("no volume can be mounted at " + mount.path());
            }
            tree.show(mount.path(), volumes.get(mount.volume()), mount.readOnly());
        }
        Files.createDirectory(folder);
        List<String> mounts = new RootBuilder(MountTable.read(), programs).build(tree, folder);
        settings(folder.resolve("etc"), pod);
        open(folder.resolve("tmp"));
        open(folder.resolve("var/tmp"));
        return mounts;
    }

    private void base() throws IOException {
        for (Path system : SystemFolders.ALL) {
            if (Files.isDirectory(system)) {
                tree.show(system.toString(), system, true);
            }
        }
        for (String own : List.of("etc", "proc", "sys", "tmp", "root", "run", "var", OLD)) {
            tree.folder("/" + own);
        }
        tree.folder("/var/tmp");
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

    private void lay(Bundle bundle) throws IOException {
        if (!Files.isDirectory(bundle.rootfs())) {
            throw new IOException("the folder of image " + bundle.name() + " is not there: " + bundle.rootfs());
        }
        for (String kernel : KERNEL) {
            if (Files.exists(bundle.rootfs().resolve(kernel))) {
                throw new IOException("image " + bundle.name() + " may not bring a folder /" + kernel);
            }
        }
        tree.layOver(bundle.rootfs().toRealPath());
    }

    /** What the image brings of its own in /etc stays. */
    private static void settings(Path etc, SandboxSpec pod) throws IOException {
        write(etc.resolve("hostname"), pod.hostname() + "\n");
        // Without its own name here, many a server waits ten seconds for a name server when it starts.
        write(
                etc.resolve("hosts"),
                "# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n" + pod.ip() + "\t" + pod.hostname() + "\n");
        write(etc.resolve("resolv.conf"), "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n");
        write(etc.resolve("nsswitch.conf"), "passwd: files\ngroup: files\nhosts: files dns\n");
        write(
                etc.resolve("passwd"),
                "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/bin/false\n");
        write(etc.resolve("group"), "root:x:0:\nnogroup:x:65534:\n");
        for (Path file : SystemFolders.SETTING_FILES) {
            Path copy = etc.resolve(file.getFileName().toString());
            if (Files.isReadable(file) && !Files.exists(copy)) {
                Files.copy(file, copy);
            }
        }
    }

    private static void write(Path file, String text) throws IOException {
        if (!Files.exists(file)) {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        }
    }

    private static void open(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            Files.setAttribute(folder, "unix:mode", STICKY);
        }
    }
}
