package io.etlbed.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A project of the examples, in a folder of its own, and the build tool that it is built with. */
final class Consumer {

    private static final Path EXAMPLES = Path.of("../examples");
    private static final int PATIENCE_MINUTES = 8;

    private final Path folder;

    private Consumer(Path folder) {
        this.folder = folder;
    }

    static Consumer copy(String name, Path below) throws IOException {
        Path from = EXAMPLES.resolve(name);
        Path folder = Files.createDirectories(below.resolve(name));
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !from.relativize(file).startsWith("target"))
                    .filter(file -> !from.relativize(file).startsWith("build"))
                    .forEach(file ->
                            copyTo(file, folder.resolve(from.relativize(file).toString())));
        }
        return new Consumer(folder);
    }

    private static void copyTo(Path file, Path copy) {
        try {
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs a command in its folder.
     *
     * @return what it has printed, of all streams; the test is skipped where what it needs cannot be fetched
     * @throws AssertionError if it fails, with what it has printed
     */
    String run(List<String> command) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("ETLBED_CACHE", System.getProperty("etlbed.cache", ""));
        // Short lives: what is compiled well would not pay.
        builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData");
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
            String said = Files.readString(output, StandardCharsets.UTF_8);
            if (ended && process.exitValue() == 0) {
                return said;
            }
            Assumptions.assumeFalse(
                    said.contains("Could not transfer artifact") || said.contains("Could not GET"),
                    () -> "what the project needs cannot be fetched here: "
                            + said.lines()
                                    .filter(line -> line.contains("Could not"))
                                    .findFirst()
                                    .orElse(""));
            throw new AssertionError(
                    String.join(" ", command) + (ended ? " has failed:\n" : " does not end:\n") + said);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
