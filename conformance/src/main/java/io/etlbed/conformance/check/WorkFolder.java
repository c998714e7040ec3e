package io.etlbed.conformance.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for one check, removed with all that is in it. Links in it are removed, never followed. */
public record WorkFolder(Path path) implements AutoCloseable {

    public static WorkFolder fresh() throws IOException {
        return new WorkFolder(Files.createTempDirectory("conformance-work-"));
    }

    @Override
    public void close() throws IOException {
        List<Path> found;
        try (Stream<Path> walk = Files.walk(path)) {
            found = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : found) {
            Files.deleteIfExists(each);
        }
    }
}
