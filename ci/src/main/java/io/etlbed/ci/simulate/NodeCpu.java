package io.etlbed.ci.simulate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * CPU time of this JVM's nodes and containers since a moment: that of all threads but the client's, and the JVM's own. As the
 * kernel tells it: the JVM looks threads up under a lock, and of the thousands of 500 targets, of which some end and others
 * begin, it did not come to an end within minutes, in which no node got on.
 */
final class NodeCpu {

    /** What the names of the client's threads begin with; the JDK names those of its HTTP client. */
    static final String CLIENT = "simulate-client";

    private static final Path THREADS = Path.of("/proc/self/task");
    private static final Path OWN = Path.of("/proc/thread-self/schedstat");

    /** What the names of all other threads begin with; the main thread bears the program's. */
    private static final List<String> NOT_OF_NODES = List.of(
            CLIENT,
            "HttpClient-",
            "java",
            "C1 Comp",
            "C2 Comp",
            "G1 ",
            "GC Thread",
            "VM ",
            "Sweeper",
            "Service Thread",
            "Monitor Defl",
            "Reference Handl",
            "Finalizer",
            "Signal Disp",
            "Common-Cleaner",
            "Attach Listener");

    private final Map<String, Long> before = nanoseconds();

    NodeCpu() throws IOException {}

    /** Seconds. */
    double since() throws IOException {
        long sum = 0;
        for (Map.Entry<String, Long> thread : nanoseconds().entrySet()) {
            sum += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
        }
        return sum / 1e9;
    }

    private static Map<String, Long> nanoseconds() throws IOException {
        text(OWN); // fails where this kernel does not tell; below, a thread that is not told has ended
        Map<String, Long> times = new HashMap<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                try {
                    if (isNodes(text(thread.resolve("comm")))) {
                        String onCpu = text(thread.resolve("schedstat")).split(" ", 2)[0];
                        times.put(thread.getFileName().toString(), Long.parseLong(onCpu));
                    }
                } catch (IOException e) {
                    // It has just ended: it is gone, or can no longer be asked.
                }
            }
        }
        return times;
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1).trim();
    }

    private static boolean isNodes(String thread) {
        return NOT_OF_NODES.stream().noneMatch(thread::startsWith);
    }
}
