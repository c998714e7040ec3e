package io.etlbed.simulator.embedded.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** Reads what a tree of processes uses, from /proc. */
final class ProcessUsage {

    /** Of the times in /proc: USER_HZ, which is 100 wherever a JDK runs. */
    private static final long NANOS_PER_TICK = 10_000_000;

    private static final int KIB = 1024;
    private static final String PSS = "Pss:";
    private static final String RSS = "VmRSS:";
    private static final int UTIME = 11;
    private static final int LAST_TIME = 14;

    private ProcessUsage() {}

    /**
     * Of a process and all its descendants. A process that has ended counts with the one that waited for it. Memory that
     * several processes have in common counts once: it is the proportional set size, and the resident set size where the
     * kernel does not tell that.
     */
    static Usage of(ProcessHandle root) {
        long ticks = 0;
        long memory = 0;
        Deque<ProcessHandle> left = new ArrayDeque<>();
        left.add(root);
        while (!left.isEmpty()) {
            ProcessHandle process = left.pop();
            Path folder = Path.of("/proc/" + process.pid());
            ticks += ticks(folder);
            memory += memory(folder);
            left.addAll(ProcessTree.children(process));
        }
        return new Usage(ticks * NANOS_PER_TICK, memory);
    }

    /** User and system time, its own and that of the children it has waited for. */
    private static long ticks(Path folder) {
        try {
            String stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
            // The name may hold blanks and parentheses; what follows it does not.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long sum = 0;
            for (int i = UTIME; i <= LAST_TIME; i++) {
                sum += Long.parseLong(fields[i]);
            }
            return sum;
        } catch (IOException ended) {
            return 0;
        }
    }

    private static long memory(Path folder) {
        try {
            return kib(folder.resolve("smaps_rollup"), PSS);
        } catch (IOException notTold) {
            try {
                return kib(folder.resolve("status"), RSS);
            } catch (IOException ended) {
                return 0;
            }
        }
    }

    /** The first value of that name, in bytes; 0 where there is none, as of a process that has just ended. */
    private static long kib(Path file, String name) throws IOException {
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.replaceAll("\\D", "")) * KIB;
            }
        }
        return 0;
    }
}
