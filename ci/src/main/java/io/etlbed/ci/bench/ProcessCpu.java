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

    /** Nanoseconds of user and system time of a process alone. */
    static long ownNanos(ProcessHandle process) {
        return ticks(process.pid()) * NANOS_PER_TICK;
    }

    private static long ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
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
