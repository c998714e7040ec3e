package io.etlbed.playbooks;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The playbooks that travel with this build, in a folder of classes or in a jar. */
final class Library {

    private Library() {}

    @FunctionalInterface
    private interface Use<T> {
        T of(Path library) throws IOException;
    }

    static List<PlaybookSummary> list() {
        return with(library -> {
            try (Stream<Path> folders = Files.list(library)) {
                return folders.filter(folder -> Files.exists(folder.resolve(Playbook.FILE)))
                        .map(folder -> summary(name(folder), PlaybookReader.read(folder)))
                        .sorted((one, other) -> one.name().compareTo(other.name()))
                        .toList();
            }
        });
    }

    /** The playbook of that name, which must be there. */
    static Playbook read(String playbook) {
        return with(library -> PlaybookReader.read(library.resolve(playbook)));
    }

    /** A file of a playbook, which must be there. */
    static String text(String playbook, String file) {
        return with(library -> Files.readString(library.resolve(playbook).resolve(file)));
    }

    /** Copies the files of a playbook into a folder. False if there is none of that name. */
    static boolean copy(String playbook, Path to) {
        return with(library -> {
            if (!playbook.matches("[A-Za-z0-9_-]+") || !Files.exists(library.resolve(playbook))) {
                return false;
            }
            copyFolder(library.resolve(playbook), to);
            return true;
        });
    }

    static void copyFolder(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static PlaybookSummary summary(String name, Playbook playbook) {
        return new PlaybookSummary(
                name, playbook.title(), List.copyOf(playbook.variants().keySet()));
    }

    private static String name(Path folder) {
        return String.valueOf(folder.getFileName()).replace("/", "");
    }

    private static <T> T with(Use<T> use) {
        URL library = Library.class.getResource("library");
        if (library == null) {
            throw new PlaybookException("this build carries no playbooks");
        }
        try {
            URI place = library.toURI();
            if (!"jar".equals(place.getScheme())) {
                return use.of(Path.of(place));
            }
            String text = place.toString();
            Path jar = Path.of(URI.create(text.substring("jar:".length(), text.lastIndexOf("!/"))));
            // A file system of our own: the shared one of the URI may be open, or closed, by somebody else.
            try (FileSystem inside = FileSystems.newFileSystem(jar)) {
                return use.of(inside.getPath(text.substring(text.lastIndexOf("!/") + 1)));
            }
        } catch (IOException | URISyntaxException e) {
            throw new PlaybookException("cannot read the playbooks of this build: " + e.getMessage(), e);
        }
    }
}
