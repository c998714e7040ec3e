package io.etlbed.simulator.embedded.inproc;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The threads of one run of a container. Platform threads: the JVM tells what CPU each of them has had. */
final class ContainerThreads {

    private static final ThreadMXBean BEAN = ManagementFactory.getThreadMXBean();

    private final String name;
    private final AtomicLong count = new AtomicLong();
    private final Set<Thread> alive = ConcurrentHashMap.newKeySet();
    private long cpuOfTheEnded;

    ContainerThreads(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void start(Runnable task) {
        Thread thread = new Thread(() -> run(task), name + "-" + count.incrementAndGet());
        thread.setDaemon(true);
        alive.add(thread);
        thread.start();
    }

    private void run(Runnable task) {
        try {
            task.run();
        } finally {
            synchronized (this) {
                alive.remove(Thread.currentThread());
                cpuOfTheEnded += Math.max(0, BEAN.getCurrentThreadCpuTime());
            }
        }
    }

    /** The CPU that all of them have had, those that have ended too; 0 where the JVM does not tell. */
    synchronized long cpuNanos() {
        long sum = cpuOfTheEnded;
        for (Thread thread : alive) {
            sum += Math.max(0, BEAN.getThreadCpuTime(thread.getId()));
        }
        return sum;
    }

    void interrupt() {
        alive.forEach(Thread::interrupt);
    }

    /** Waits until all have ended; whether they did within the limit. */
    boolean await(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            for (Thread thread : alive) {
                thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return alive.isEmpty();
    }

    List<String> alive() {
        return alive.stream().map(Thread::getName).sorted().toList();
    }
}
