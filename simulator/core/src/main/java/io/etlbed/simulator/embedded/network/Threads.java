package io.etlbed.simulator.embedded.network;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Named daemon threads, virtual ones where the JDK has them (21 and later). */
public final class Threads {

    private Threads() {}

    /** One thread per task; for tasks that mostly wait for sockets or locks. */
    public static ExecutorService perTask(String name) {
        return Executors.newCachedThreadPool(virtual(name).orElseGet(() -> platform(name)));
    }

    /** By reflection: this is compiled for 17. */
    private static Optional<ThreadFactory> virtual(String name) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            type.getMethod("name", String.class, long.class).invoke(builder, name + "-", 1L);
            return Optional.of((ThreadFactory) type.getMethod("factory").invoke(builder));
        } catch (ReflectiveOperationException olderThan21) {
            return Optional.empty();
        }
    }

    private static ThreadFactory platform(String name) {
        AtomicLong count = new AtomicLong();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
