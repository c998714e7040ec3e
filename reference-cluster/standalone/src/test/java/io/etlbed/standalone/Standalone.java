package io.etlbed.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** The artifact as this build has made it. */
final class Standalone {

    static final String VERSION = "0.1.0-SNAPSHOT";

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private Standalone() {}

    static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.filter(each -> each.getFileName().toString().matches("etlbed-standalone-.*\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** As it would be published. */
    static Path pom() {
        return Path.of("dependency-reduced-pom.xml").toAbsolutePath();
    }

    /** A folder in the layout of Maven's local one, which has the artifact alone. */
    static Path repository() throws IOException {
        Path repository = TARGET.resolve("repository");
        put(jar(), repository, "etlbed-standalone", "jar");
        put(pom(), repository, "etlbed-standalone", "pom");
        put(Path.of("../../pom.xml"), repository, "etlbed", "pom");
        return repository;
    }

    private static void put(Path file, Path repository, String artifact, String type) throws IOException {
        Path folder = repository.resolve("io/etlbed").resolve(artifact).resolve(VERSION);
        Files.createDirectories(folder);
        Files.copy(file, folder.resolve(artifact + "-" + VERSION + "." + type), StandardCopyOption.REPLACE_EXISTING);
    }
}
