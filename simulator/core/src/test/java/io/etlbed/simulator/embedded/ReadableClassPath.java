package io.etlbed.simulator.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Our class path where another user can read it: Maven's own folder may be in a home that is closed to others. */
public final class ReadableClassPath {

    private ReadableClassPath() {}

    public static String below(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path source = Path.of(entry);
            Path copy = folder.resolve(entries.size() + "-" + source.getFileName());
            if (Files.isDirectory(source)) {
                copyFolder(source, copy);
                entries.add(copy.toString());
            } else if (Files.exists(source)) {
                Files.copy(source, copy);
                entries.add(copy.toString());
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    /** The first folder above a path that others may not enter. */
    public static Optional<Path> closedAbove(Path path) throws IOException {
        for (Path folder = path.toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(folder);
            if (!rights.contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    private static void copyFolder(Path source, Path copy) throws IOException {
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(copy.resolve(source.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, copy.resolve(source.relativize(file).toString()));
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
