package io.etlbed.playbooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The photographs of a folder, each with the class of ImageNet that it belongs to. */
final class Photos {

    /** How ImageNet's classes are counted. */
    static final int CLASSES = 1000;

    /** A name may end in the number of the class. */
    private static final Pattern CLASS = Pattern.compile(".*_(\\d{1,3})\\.[^.]*");

    private Photos() {}

    /**
     * A photograph.
     *
     * @param file a JPEG
     * @param label the number of its class, from 0 to 999
     */
    record Photo(Path file, int label) {}

    /** All JPEGs of a folder, in the order of their names; one whose name tells no class is a class of its own. */
    static List<Photo> in(Path folder) {
        List<Photo> photos = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Photos::isJpeg).sorted().toList()) {
                Matcher found = CLASS.matcher(String.valueOf(file.getFileName()));
                photos.add(
                        new Photo(file, found.matches() ? Integer.parseInt(found.group(1)) : photos.size() % CLASSES));
            }
        } catch (IOException | UncheckedIOException e) {
            throw new PlaybookException("cannot read the folder " + folder + ": " + e.getMessage(), e);
        }
        if (photos.size() < 2) {
            throw new PlaybookException("the folder " + folder + " holds " + photos.size()
                    + " JPEGs: one at least is needed for the training, and one for the validation");
        }
        return photos;
    }

    private static boolean isJpeg(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return (name.endsWith(".jpg") || name.endsWith(".jpeg")) && Files.isRegularFile(file);
    }
}
