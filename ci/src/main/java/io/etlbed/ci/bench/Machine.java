package io.etlbed.ci.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One line that says what the numbers were measured on. */
final class Machine {

    private Machine() {}

    static String describe() throws IOException {
        String model = Files.lines(Path.of("/proc/cpuinfo"))
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .orElse(System.getProperty("os.arch"));
        long memory = Files.lines(Path.of("/proc/meminfo"))
                .filter(line -> line.startsWith("MemTotal"))
                .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0L);
        return "%s, %d cores, %d GiB, Linux %s, JDK %s"
                .formatted(
                        model,
                        Runtime.getRuntime().availableProcessors(),
                        Math.round(memory / 1048576.0),
                        System.getProperty("os.version"),
                        System.getProperty("java.version"));
    }
}
