package io.etlbed.playbooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files that a playbook puts into the cluster.
 *
 * @param about what they are, for the reader
 * @param folder where they are
 * @param names relative to it, with {@code /}
 */
record DataFiles(String about, Path folder, List<String> names) {

    static final DataFiles NONE = new DataFiles("", Path.of(""), List.of());

    /** How they are called within a run's folder. */
    static final String LINK = "data";

    private static final int MOST = 20_000;

    /** All files of a folder and of those below it, but for hidden ones. */
    static DataFiles in(Path folder, String about) {
        if (!Files.isDirectory(folder)) {
            throw new PlaybookException("no such folder with data: " + folder);
        }
        try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            List<String> names = all.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .filter(DataFiles::visible)
                    .map(Path::toString)
                    .sorted()
                    .limit(MOST + 1L)
                    .toList();
            if (names.isEmpty()) {
                throw new PlaybookException("the folder " + folder + " holds no files");
            }
            boolean tooMany = names.size() > MOST;
            return new DataFiles(
                    tooMany ? about + " (only the first " + MOST + ")" : about,
                    folder,
                    tooMany ? names.subList(0, MOST) : names);
        } catch (IOException | UncheckedIOException e) {
            throw new PlaybookException("cannot read the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    /** What a command knows of one of them. */
    static Variables variables(String name) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
        return new Variables(Map.of("NAME", name, "NAME_URL", encoded, "FILE", LINK + "/" + name));
    }

    private static boolean visible(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        return true;
    }
}
