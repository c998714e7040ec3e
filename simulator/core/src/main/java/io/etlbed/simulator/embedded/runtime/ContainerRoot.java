package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.Bundle;
import io.etlbed.simulator.Provision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lays out what a container sees under {@code /}: the system, the tools and files of its image, the pod's volumes. */
final class ContainerRoot {

    private final HostPrograms programs;
    private final RootTree tree = new RootTree();

    ContainerRoot(HostPrograms programs) {
        this.programs = programs;
    }

    /**
     * Makes the folder of one container.
     *
     * @param folder where; made
     * @param message the file for its last words, which is made where it is to have one
     * @param volumes the pod's
     * @return shell commands that mount what belongs there
     */
    List<String> make(Path folder, Path message, SandboxSpec pod, ContainerSpec container, VolumeFolders volumes)
            throws IOException {
        if (!(container.image() instanceof PreparedImage image)) {
            throw new IOException("image " + container.image().name() + " is no folder");
        }
        BaseTree.lay(tree);
        for (HostTool tool : image.tools()) {
            if (!SystemFolders.contain(tool.home())) {
                tree.show(tool.home().toString(), tool.home().toRealPath(), true);
            }
        }
        lay(image.bundle());
        for (Provision.Mount mount : container.shown()) {
            requireOutsideOfKernel(mount.path());
            if (!SystemFolders.contain(mount.source()) || !mount.source().equals(Path.of(mount.path()))) {
                tree.show(mount.path(), mount.source().toRealPath(), true);
            }
        }
        Path hosts = folder.resolveSibling("hosts");
        Files.writeString(hosts, pod.hosts(), StandardCharsets.UTF_8);
        tree.show("/etc/hosts", hosts, false);
        if (container.terminationMessage().isPresent()) {
            MessageFile.make(message);
            tree.show(container.terminationMessage().get(), message, false);
        }
        for (ContainerSpec.Mount mount : container.mounts()) {
            requireOutsideOfKernel(mount.path());
            tree.show(mount.path(), volumes.shown(mount), mount.readOnly());
        }
        Files.createDirectory(folder);
        List<String> mounts = new RootBuilder(MountTable.read(), programs).build(tree, folder);
        settings(folder.resolve("etc"), pod);
        BaseTree.open(folder);
        return mounts;
    }

    private static void requireOutsideOfKernel(String place) throws IOException {
        if (BaseTree.isOfKernel(Path.of(place))) {
            throw new IOException("nothing can be mounted at " + place);
        }
    }

    private void lay(Bundle bundle) throws IOException {
        if (!Files.isDirectory(bundle.rootfs())) {
            throw new IOException("the folder of image " + bundle.name() + " is not there: " + bundle.rootfs());
        }
        for (String kernel : BaseTree.KERNEL) {
            if (Files.exists(bundle.rootfs().resolve(kernel))) {
                throw new IOException("image " + bundle.name() + " may not bring a folder /" + kernel);
            }
        }
        tree.layOver(bundle.rootfs().toRealPath());
    }

    /** What the image brings of its own in /etc stays. */
    private static void settings(Path etc, SandboxSpec pod) throws IOException {
        write(etc.resolve("hostname"), pod.hostname() + "\n");
        write(etc.resolve("resolv.conf"), "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n");
        write(etc.resolve("nsswitch.conf"), "passwd: files\ngroup: files\nhosts: files dns\n");
        write(
                etc.resolve("passwd"),
                "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/bin/false\n");
        write(etc.resolve("group"), "root:x:0:\nnogroup:x:65534:\n");
        BaseTree.copySettings(SystemFolders.SETTING_FILES, etc);
    }

    private static void write(Path file, String text) throws IOException {
        if (!Files.exists(file)) {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        }
    }
}
