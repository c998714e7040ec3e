package io.etlbed.ci.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The CPU time that a process and its children have used, from {@code /proc}. */
final class ProcessCpu {

    /** The kernel's USER_HZ, which is 100 on every Linux that a JDK runs on. */
    private static final long NANOS_PER_TICK = 10_000_000L;

    private ProcessCpu() {}

    /** Nanoseconds of user and system time of a process and all its living descendants. */
    static long nanos(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(each -> ticks(each.pid()) * NANOS_PER_TICK)
                .sum();
    }

    /** Nanoseconds of user and system time of all living descendants of a process. */
    static long nanosOfDescendants(ProcessHandle process) {
        return process.descendants()
                .mapToLong(each -> ticks(each.pid()) * NANOS_PER_TICK)
                .sum();
    }

    /**
     * Nanoseconds of user and system time of a JVM alone, without its compilers: what they do in the first minutes of a JVM
     * says nothing of the next ones. It must have been told to keep them ({@code -XX:-UseDynamicNumberOfCompilerThreads}).
     */
    static long ownNanosWithoutCompilers(ProcessHandle process) throws IOException {
        long compilers = 0;
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            for (Path thread : threads.toList()) {
                if (name(thread).matches("C[12] Compiler.*")) {
                    compilers += ticks(thread);
                }
            }
        }
        return (ticks(process.pid()) - compilers) * NANOS_PER_TICK;
    }

    /** Of a thread; empty where it has ended. */
    private static String name(Path thread) throws IOException {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (NoSuchFileException ended) {
            return "";
        }
    }

    private static long ticks(long pid) {
        return ticks(Path.of("/proc", Long.toString(pid)));
    }

    private static long ticks(Path processOrThread) {
        try {
            String stat = Files.readString(processOrThread.resolve("stat"));
            // The command name in parentheses may contain blanks: count the fields after it.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).trim().split(" ", -1);
            return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        } catch (NoSuchFileException ended) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
