package io.etlbed.ci.soak;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What this process holds.
 *
 * @param processes its descendants
 * @param heapMegabytes of live objects
 */
record Vitals(int processes, int threads, int descriptors, int heapMegabytes) {

    private static final int LOOSE_PROCESSES = 0;
    /** Pools keep idle threads and connections for a while. */
    private static final int LOOSE_THREADS = 12;

    private static final int LOOSE_DESCRIPTORS = 24;
    private static final int LOOSE_MEGABYTES = 48;

    static Vitals now() throws IOException {
        System.gc();
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return new Vitals(
                    (int) ProcessHandle.current().descendants().count(),
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    (int) descriptors.count(),
                    (int) (used >> 20));
        }
    }

    /** The same with the heap of another look where that was larger. */
    Vitals orMoreHeap(Vitals other) {
        return new Vitals(processes, threads, descriptors, Math.max(heapMegabytes, other.heapMegabytes));
    }

    /** What has grown since, beyond what comes and goes. */
    List<String> grownSince(Vitals before) {
        List<String> grown = new ArrayList<>();
        compare("processes", before.processes, processes, LOOSE_PROCESSES, grown);
        compare("threads", before.threads, threads, LOOSE_THREADS, grown);
        compare("descriptors", before.descriptors, descriptors, LOOSE_DESCRIPTORS, grown);
        compare("MB of heap", before.heapMegabytes, heapMegabytes, LOOSE_MEGABYTES, grown);
        return grown;
    }

    private static void compare(String what, int before, int after, int loose, List<String> grown) {
        if (after > before + loose) {
            grown.add("from " + before + " to " + after + " " + what);
        }
    }

    String text() {
        return processes + " processes, " + threads + " threads, " + descriptors + " descriptors, " + heapMegabytes
                + " MB of heap";
    }
}
