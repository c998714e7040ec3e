package io.etlbed.ci.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One line that says what the numbers were measured on. */
final class Machine {

    private Machine() {}

    static String describe() throws IOException {
        String model = first(Path.of("/proc/cpuinfo"), "model name", System.getProperty("os.arch"));
        String memory = first(Path.of("/proc/meminfo"), "MemTotal", "0");
        return "%s, %d cores, %d GiB, Linux %s, JDK %s"
                .formatted(
                        model,
                        Runtime.getRuntime().availableProcessors(),
                        Math.round(Long.parseLong(memory.replaceAll("[^0-9]", "")) / 1048576.0),
                        System.getProperty("os.version"),
                        System.getProperty("java.version"));
    }

    /** What stands behind the colon of the first line that begins so. */
    private static String first(Path file, String begin, String otherwise) throws IOException {
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(begin)) {
                return line.substring(line.indexOf(':') + 1).trim();
            }
        }
        return otherwise;
    }
}
