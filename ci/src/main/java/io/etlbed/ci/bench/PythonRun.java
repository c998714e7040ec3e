package io.etlbed.ci.bench;

import io.etlbed.simulator.python.HostEnvironment;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Python programs of this host with the packages that pods with the same requirements have. */
final class PythonRun {

    private final HostEnvironment environment;

    /** @param requirements files in pip's format */
    PythonRun(List<Path> requirements, PrintStream progress) throws IOException, InterruptedException {
        List<String> texts = new ArrayList<>();
        for (Path file : requirements) {
            texts.add(Files.readString(file));
        }
        this.environment = HostEnvironment.of("3.8.5", texts, progress::println);
    }

    /**
     * Runs a program to its end.
     *
     * @return what it has written
     * @throws IOException if it fails, with what it said
     */
    String run(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(environment.programs().resolve("python").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment.variables(System.getenv().getOrDefault("PATH", "/usr/bin:/bin")));
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("python " + String.join(" ", arguments) + " failed: " + output);
            }
            return output;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
