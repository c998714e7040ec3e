package io.etlbed.ci.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code cp -r} of a folder. */
final class FolderCopy {

    /** What the shell says of its children: user and system time. */
    private static final Pattern TIMES = Pattern.compile("(\\d+)m([0-9.]+)s (\\d+)m([0-9.]+)s");

    private FolderCopy() {}

    /**
     * What it has cost.
     *
     * @param cpuMicros user and system time of {@code cp}
     */
    record Cost(double seconds, double cpuMicros) {}

    /** Copies a folder to where nothing is; the copy stays. */
    static Cost of(Path folder, Path copy) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Process shell = new ProcessBuilder(
                        "sh", "-c", "cp -r \"$1\" \"$2\" && times", "sh", folder.toString(), copy.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = shell.waitFor();
        double seconds = (System.nanoTime() - begun) / 1e9;
        // The first line is of the shell itself, the last of its children.
        Matcher times = TIMES.matcher(output.lines().reduce("", (before, last) -> last));
        if (status != 0 || !times.matches()) {
            throw new IOException("cp failed: " + output);
        }
        double cpu = 60 * (number(times, 1) + number(times, 3)) + number(times, 2) + number(times, 4);
        return new Cost(seconds, cpu * 1e6);
    }

    private static double number(Matcher found, int group) {
        return Double.parseDouble(found.group(group));
    }
}
