package io.etlbed.cluster.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A folder in which objects become files. Whatever an object is called, its file is in the folder: a name that leads out of
 * it, be it through a link that lies there, is refused.
 */
final class TargetFolder {

    private final Path root;
    private final Path real;

    private TargetFolder(Path root, Path real) {
        this.root = root;
        this.real = real;
    }

    /** Makes the folder where it is not there. */
    static TargetFolder at(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new TargetFolder(folder, folder.toRealPath());
    }

    /**
     * The file of an object; the folders above it are made.
     *
     * @throws IOException if the name is none of a file in this folder
     */
    Path file(String object) throws IOException {
        for (String part : object.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf('\0') >= 0) {
                throw refused(object, "it has the part \"" + part + "\"");
            }
        }
        Path file;
        try {
            file = real.resolve(object);
        } catch (InvalidPathException e) {
            throw refused(object, e.getReason());
        }
        // Behind the check of its parts a name can lead out only through a link.
        Path folder = file.getParent();
        Path there = folder;
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        if (!there.toRealPath().startsWith(real)) {
            throw refused(object, there + " is a link that leads elsewhere");
        }
        Files.createDirectories(folder);
        if (Files.isSymbolicLink(file)) {
            throw refused(object, file + " is a link");
        }
        return file;
    }

    private IOException refused(String object, String why) {
        return new IOException("object \"" + object + "\" cannot be a file in " + root + ": " + why);
    }
}
