package io.etlbed.conformance.suite.play;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for one check, removed with all that is in it. Links in it are removed, never followed. */
record WorkFolder(Path path) implements AutoCloseable {

    static WorkFolder fresh() throws IOException {
        return new WorkFolder(Files.createTempDirectory("conformance-play-"));
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
