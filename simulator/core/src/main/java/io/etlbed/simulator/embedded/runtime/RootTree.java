package io.etlbed.simulator.embedded.runtime;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The file system of a container as a plan: which folders of the host are seen where. Later entries win over earlier
 * ones. A folder of the host that must hold something else in its midst is opened: its entries are shown one by one.
 */
final class RootTree {

    /** One name in the tree. */
    sealed interface Node permits Folder, Single, Link {}

    /** A symbolic link. */
    record Link(String target) implements Node {}

    /** A file of the host. */
    record Single(Path source, boolean readOnly) implements Node {}

    /** A folder: what it shows of the host, the topmost layer first, and what it holds besides. */
    static final class Folder implements Node {
        final List<Path> layers = new ArrayList<>();
        final Map<String, Node> children = new TreeMap<>();
        final boolean readOnly;

        /** A folder of the container itself, to which others are added and never put in its place. */
        final boolean own;

        private Folder(boolean own, boolean readOnly) {
            this.own = own;
            this.readOnly = readOnly;
        }
    }

    private static final int MOST_LINKS = 16;

    private final Folder root = new Folder(true, false);

    Folder root() {
        return root;
    }

    /** An empty folder that the container may write to. */
    Folder folder(String path) throws IOException {
        Folder parent = parent(path);
        Node there = parent.children.get(name(path));
        if (there instanceof Folder folder && folder.own) {
            return folder;
        }
        Folder made = new Folder(true, false);
        parent.children.put(name(path), made);
        return made;
    }

    /** Shows a folder or file of the host. */
    void show(String path, Path source, boolean readOnly) throws IOException {
        parent(path).children.put(name(path), shown(source, readOnly));
    }

    void link(String path, String target) throws IOException {
        parent(path).children.put(name(path), new Link(target));
    }

    /** Lays a folder of the host over the whole tree, entry by entry where both have a folder. */
    void layOver(Path source) throws IOException {
        layOver(source, root);
    }

    private void layOver(Path source, Folder onto) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(source)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                Node there = onto.children.get(name);
                if (there instanceof Link link && Files.isDirectory(entry)) {
                    there = at(onto, link.target(), MOST_LINKS);
                }
                if (there instanceof Folder folder && Files.isDirectory(entry) && !Files.isSymbolicLink(entry)) {
                    if (folder.own || !folder.children.isEmpty()) {
                        layOver(entry, folder);
                    } else {
                        folder.layers.add(0, entry);
                    }
                } else {
                    onto.children.put(name, shown(entry, true));
                }
            }
        }
    }

    static Node shown(Path source, boolean readOnly) throws IOException {
        if (Files.isSymbolicLink(source)) {
            return new Link(Files.readSymbolicLink(source).toString());
        }
        if (Files.isDirectory(source)) {
            Folder folder = new Folder(false, readOnly);
            folder.layers.add(source);
            return folder;
        }
        return new Single(source, readOnly);
    }

    private Folder parent(String path) throws IOException {
        Path normal = Path.of(path).normalize();
        if (!normal.isAbsolute() || normal.getNameCount() == 0) {
            throw new IOException("'" + path + "' is not an absolute path below /");
        }
        Path parent = normal.getParent();
        return at(root, parent.toString().substring(1), MOST_LINKS);
    }

    /** The folder at a path, opened; made where it is not there. */
    private Folder at(Folder from, String path, int links) throws IOException {
        Folder current = path.startsWith("/") ? root : from;
        for (Path element :
                Path.of(path.startsWith("/") ? path.substring(1) : path).normalize()) {
            String name = element.toString();
            if (!name.isEmpty()) {
                current = child(current, name, links);
            }
        }
        return current;
    }

    private Folder child(Folder parent, String name, int links) throws IOException {
        Node there = parent.children.get(name);
        if (there instanceof Folder folder) {
            return folder;
        }
        if (there instanceof Link link && links > 0) {
            return at(parent, link.target(), links - 1);
        }
        if (there != null) {
            throw new IOException("'" + name + "' is no folder, so that nothing can be put into it");
        }
        Folder made = new Folder(parent.layers.isEmpty(), parent.readOnly);
        for (Path layer : parent.layers) {
            Path below = layer.resolve(name);
            if (Files.isDirectory(below, LinkOption.NOFOLLOW_LINKS)) {
                made.layers.add(below);
            } else if (made.layers.isEmpty() && Files.exists(below, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("'" + name + "' is no folder, so that nothing can be put into it");
            }
        }
        parent.children.put(name, made);
        return made;
    }

    private static String name(String path) {
        return Path.of(path).normalize().getFileName().toString();
    }
}
