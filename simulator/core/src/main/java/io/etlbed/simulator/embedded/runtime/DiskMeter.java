package io.etlbed.simulator.embedded.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Measures folders by {@code du}, which counts blocks, holes not, and each file once. It looks as the pod's root, for a
 * container may keep others from reading its folders.
 */
final class DiskMeter {

    private final UnaryOperator<List<String>> du;
    private final Launcher launcher;

    /** @param du the command line that measures, from its arguments */
    DiskMeter(UnaryOperator<List<String>> du, Launcher launcher) {
        this.du = du;
        this.launcher = launcher;
    }

    /** The bytes in each of several folders; those that are gone are left out. */
    Map<Path, Long> measure(List<Path> folders) throws IOException {
        Map<Path, Long> bytes = new HashMap<>();
        if (folders.isEmpty()) {
            return bytes;
        }
        List<String> arguments = new ArrayList<>(List.of("-s", "-x", "-B1", "--"));
        folders.forEach(folder -> arguments.add(folder.toString()));
        Process process =
                launcher.start(new ProcessBuilder(du.apply(arguments)).redirectError(ProcessBuilder.Redirect.DISCARD));
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split("\t", 2);
                Optional<Path> folder = folders.stream()
                        .filter(each -> fields.length == 2 && each.toString().equals(fields[1]))
                        .findFirst();
                folder.ifPresent(each -> bytes.put(each, Long.parseLong(fields[0])));
            }
            return bytes;
        } finally {
            process.destroyForcibly();
        }
    }
}
