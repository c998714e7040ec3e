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
 * to be run where they are nobody else's.
 */
final class RootBuilder {

    private final MountTable mounts;
    private final HostPrograms programs;
    private final List<String> commands = new ArrayList<>();

    RootBuilder(MountTable mounts, HostPrograms programs) {
        this.mounts = mounts;
        this.programs = programs;
    }

    /** Makes the mount points below an existing folder; returns the commands. */
    List<String> build(RootTree tree, Path folder) throws IOException {
        fill(tree.root(), folder);
        return List.copyOf(commands);
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
        mount("-o", String.join(",", options), source.toString(), at.toString());
    }

    /** A mount below a read-only one is writable until it is told otherwise. */
    private void protectBelow(Path source, Path at, boolean readOnly) {
        if (readOnly) {
            for (MountTable.Mount below : mounts.below(source)) {
                List<String> options = new ArrayList<>(List.of("remount", "bind", "ro"));
                options.addAll(below.flags());
                mount(
                        "-o",
                        String.join(",", options),
                        at.resolve(source.relativize(below.point())).toString());
            }
        }
    }

    private void overlay(List<Path> layers, Path at) throws IOException {
        List<String> names = layers.stream().map(Path::toString).toList();
        if (names.stream().anyMatch(name -> name.matches(".*[:,\\\\].*"))) {
            throw new IOException("a folder that is laid over the system may not have : , or \\ in its path: " + names);
        }
        mount("-t", "overlay", "-o", "ro,lowerdir=" + String.join(":", names), "overlay", at.toString());
    }

    private void mount(String... arguments) {
        commands.add(Shell.command(programs.path("mount"), List.of(arguments)));
    }
}
