package io.etlbed.ci.simulate;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;

/** CPU time of this JVM's nodes and containers since a moment: that of all threads but the client's, and the JVM's own. */
final class NodeCpu {

    /** What the names of the client's threads begin with; the JDK names those of its HTTP client. */
    static final String CLIENT = "simulate-client";

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Map<Long, Long> before = nanoseconds();

    /** Seconds. */
    double since() {
        long sum = 0;
        for (Map.Entry<Long, Long> thread : nanoseconds().entrySet()) {
            sum += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
        }
        return sum / 1e9;
    }

    private static Map<Long, Long> nanoseconds() {
        Map<Long, Long> times = new HashMap<>();
        for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && isNodes(thread.getThreadName())) {
                long time = THREADS.getThreadCpuTime(thread.getThreadId());
                if (time >= 0) {
                    times.put(thread.getThreadId(), time);
                }
            }
        }
        return times;
    }

    private static boolean isNodes(String thread) {
        return !thread.equals("main") && !thread.startsWith(CLIENT) && !thread.startsWith("HttpClient-");
    }
}
