package io.etlbed.junit.transformer;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a folder that becomes an image, by their paths in it. */
record FolderFiles(SortedMap<String, Path> files) {

    private static final int MOST_FILES = 20_000;
    private static final long MOST_BYTES = 1L << 30;
    private static final Set<String> NO_CONTENT = Set.of(".git", "__pycache__");

    /** Nothing at all. */
    static final FolderFiles NONE = new FolderFiles(new TreeMap<>());

    /**
     * All of it but the folders of git and Python's compiled files.
     *
     * @throws IOException if it is too large for an image that is copied, or a link leads out of it
     */
    static FolderFiles in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder.toAbsolutePath() + " is no folder");
        }
        Path root = folder.toRealPath();
        SortedMap<String, Path> found = new TreeMap<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            private long bytes;

            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
                return NO_CONTENT.contains(String.valueOf(each.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) throws IOException {
                Path real = each.toRealPath();
                if (!real.startsWith(root) || !Files.isRegularFile(real)) {
                    throw new IOException(each + " is no file of the folder " + folder
                            + ": an image is made of regular files, and of links to them within it");
                }
                found.put(root.relativize(each).toString(), real);
                bytes += Files.size(real);
                if (found.size() > MOST_FILES || bytes > MOST_BYTES) {
                    throw new IOException("the folder " + folder + " has more than " + MOST_FILES + " files or "
                            + (MOST_BYTES >> 20) + " MiB, and would be copied as an image: give the transformer a"
                            + " folder of its own");
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return new FolderFiles(found);
    }

    /** What makes this folder another one: paths, contents, and which files are programs. */
    String hash() throws IOException {
        Hash hash = Hash.of("files");
        for (Map.Entry<String, Path> file : files.entrySet()) {
            hash.with(file.getKey())
                    .with(Files.isExecutable(file.getValue()) ? "program" : "file")
                    .with(file.getValue());
        }
        return hash.text();
    }

    /** Into a folder that is not there yet. */
    void copyTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Path copy = folder.resolve(file.getKey());
            Files.createDirectories(copy.getParent());
            Files.copy(file.getValue(), copy, LinkOption.NOFOLLOW_LINKS);
            // Pods may run as anybody.
            Files.setPosixFilePermissions(
                    copy,
                    PosixFilePermissions.fromString(Files.isExecutable(file.getValue()) ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
