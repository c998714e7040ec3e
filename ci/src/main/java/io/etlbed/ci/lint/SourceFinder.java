package io.etlbed.ci.lint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what is to be read: files as they are named, and the YAML files below folders. */
final class SourceFinder {

    private SourceFinder() {}

    /**
     * @param name a file, a folder, or {@code -}
     * @throws IllegalArgumentException if there is no such file
     */
    static List<Source> find(String name) {
        if (name.equals(Source.STANDARD_INPUT)) {
            return List.of(new Source(name, Optional.empty(), true));
        }
        Path path = Path.of(name);
        if (!Files.exists(path)) {
            throw new IllegalArgumentException("there is no file '" + shown(path) + "'");
        }
        if (!Files.isDirectory(path)) {
            return List.of(new Source(shown(path), Optional.of(path), true));
        }
        try {
            return below(path);
        } catch (IOException e) {
            throw new UncheckedIOException("folder '" + shown(path) + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /** In the order of their names; hidden folders, and what cannot be entered, are left out. Links are not followed. */
    private static List<Source> below(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
                boolean hidden =
                        !inner.equals(folder) && inner.getFileName().toString().startsWith(".");
                return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
                if (attributes.isRegularFile() && (name.endsWith(".yaml") || name.endsWith(".yml"))) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
                if (file.equals(folder)) {
                    throw problem;
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(files);
        return files.stream()
                .map(file -> new Source(shown(file), Optional.of(file), false))
                .toList();
    }

    /** Names hold what they like, also what a terminal would act on. */
    private static String shown(Path file) {
        StringBuilder name = new StringBuilder();
        file.toString().codePoints().forEach(point -> {
            if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
                name.append(String.format("\\u%04x", point));
            } else {
                name.appendCodePoint(point);
            }
        });
        return name.toString();
    }
}
