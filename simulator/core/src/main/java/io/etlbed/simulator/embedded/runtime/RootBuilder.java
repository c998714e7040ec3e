package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.embedded.runtime.RootTree.Folder;
import io.etlbed.simulator.embedded.runtime.RootTree.Link;
import io.etlbed.simulator.embedded.runtime.RootTree.Node;
import io.etlbed.simulator.embedded.runtime.RootTree.Single;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a {@link RootTree} real: the mount points as folders and files on the disk, and the mounts as shell commands,
 * to be run where they are nobody else's. The folder is bound to itself first, as only a mount can become a root; what the
 * kernel tells of its processes comes last.
 */
final class RootBuilder {

    /** Parts of /proc by which root would change the host itself; it is the host's root where this JVM is. */
    private static final List<String> OF_THE_HOST =
            List.of("sys", "sysrq-trigger", "bus", "fs", "irq", "acpi", "scsi", "driver", "dynamic_debug", "mtrr");

    private final MountTable mounts;
    private final Fstab fstab;

    RootBuilder(MountTable mounts, HostPrograms programs) {
        this.mounts = mounts;
        this.fstab = new Fstab(programs);
    }

    /** Makes the mount points below an existing folder, and beside it a file with the mounts; returns the commands. */
    List<String> build(RootTree tree, Path folder) throws IOException {
        fstab.bind(folder, folder, List.of("bind"));
        fill(tree.root(), folder);
        kernel(folder.resolve("proc"));
        return fstab.write(folder.resolveSibling(folder.getFileName() + ".fstab"));
    }

    private void kernel(Path processes) {
        fstab.add("proc", processes, "proc", List.of("nosuid", "nodev", "noexec"));
        for (String part : OF_THE_HOST) {
            if (Files.exists(Path.of("/proc", part))) {
                Path place = processes.resolve(part);
                fstab.bind(place, place, List.of("bind", "ro", "nosuid", "nodev", "noexec"));
            }
        }
    }

    private void make(Node node, Path at) throws IOException {
        if (node instanceof Link link) {
            Files.createSymbolicLink(at, Path.of(link.target()));
        } else if (node instanceof Single single) {
            Files.createFile(at);
            bind("bind", single.source(), at, single.readOnly());
        } else if (node instanceof Folder folder) {
            Files.createDirectory(at);
            if (!folder.children.isEmpty()) {
                fill(folder, at);
            } else if (folder.layers.size() == 1) {
                bind("rbind", folder.layers.get(0), at, folder.readOnly);
                folder.layers.forEach(layer -> protectBelow(layer, at, folder.readOnly));
            } else if (folder.layers.size() > 1) {
                overlay(folder.layers, at);
            }
        }
    }

    private void fill(Folder folder, Path at) throws IOException {
        for (Map.Entry<String, Node> child : folder.children.entrySet()) {
            make(child.getValue(), at.resolve(child.getKey()));
        }
        Set<String> names = new LinkedHashSet<>();
        for (Path layer : folder.layers) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(layer)) {
                entries.forEach(entry -> names.add(entry.getFileName().toString()));
            }
        }
        names.removeAll(folder.children.keySet());
        for (String name : names) {
            make(merged(folder, name), at.resolve(name));
        }
    }

    /** The topmost entry of that name; folders of the layers below it shine through. */
    private static Node merged(Folder folder, String name) throws IOException {
        List<Path> there = folder.layers.stream()
                .map(layer -> layer.resolve(name))
                .filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
                .toList();
        Node top = RootTree.shown(there.get(0), folder.readOnly);
        if (top instanceof Folder merged) {
            there.stream().skip(1).takeWhile(Files::isDirectory).forEach(merged.layers::add);
        }
        return top;
    }

    private void bind(String kind, Path source, Path at, boolean readOnly) {
        List<String> options = new ArrayList<>(List.of(kind));
        if (readOnly) {
            options.add("ro");
            options.addAll(mounts.flagsAt(source));
        }
        fstab.bind(source, at, options);
    }

    /** A mount below a read-only one is writable until it is told otherwise. */
    private void protectBelow(Path source, Path at, boolean readOnly) {
        if (readOnly) {
            for (MountTable.Mount below : mounts.below(source)) {
                fstab.protect(at.resolve(source.relativize(below.point())), below.flags());
            }
        }
    }

    private void overlay(List<Path> layers, Path at) throws IOException {
        List<String> names = layers.stream().map(Path::toString).toList();
        if (names.stream().anyMatch(name -> name.matches(".*[:,\\\\].*"))) {
            throw new IOException("a folder that is laid over the system may not have : , or \\ in its path: " + names);
        }
        fstab.add("overlay", at, "overlay", List.of("ro", "lowerdir=" + String.join(":", names)));
    }
}
