package io.etlbed.simulator.embedded.cgroup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A controller of one version of control groups: which files of a group say what. */
enum Controller {
    MEMORY_V1("memory", 1, "memory.limit_in_bytes"),
    MEMORY_V2("memory", 2, "memory.max"),
    CPU_V1("cpu", 1, "cpu.cfs_quota_us"),
    CPU_V2("cpu", 2, "cpu.max"),
    PIDS_V1("pids", 1, "pids.max"),
    PIDS_V2("pids", 2, "pids.max");

    private static final long PERIOD_MICROS = 100_000;

    /** The kernel takes no less. */
    private static final long LEAST_QUOTA_MICROS = 1000;

    private final String kernelName;
    private final int version;
    private final String limitFile;

    Controller(String kernelName, int version, String limitFile) {
        this.kernelName = kernelName;
        this.version = version;
        this.limitFile = limitFile;
    }

    /** As the kernel calls it. */
    String kernelName() {
        return kernelName;
    }

    int version() {
        return version;
    }

    /** Whether a group can be limited by it. */
    boolean governs(Path group) {
        return Files.isWritable(group.resolve(limitFile));
    }

    /** @param amount bytes of memory, thousandths of a CPU, or processes and threads */
    void limit(Path group, long amount) throws IOException {
        switch (this) {
            case MEMORY_V1 -> {
                write(group, limitFile, Long.toString(amount));
                writeIfThere(group, "memory.memsw.limit_in_bytes", Long.toString(amount));
            }
            case MEMORY_V2 -> {
                write(group, limitFile, Long.toString(amount));
                writeIfThere(group, "memory.swap.max", "0");
                // The whole container ends, as in Kubernetes since 1.28.
                writeIfThere(group, "memory.oom.group", "1");
            }
            case CPU_V1 -> {
                write(group, "cpu.cfs_period_us", Long.toString(PERIOD_MICROS));
                write(group, limitFile, Long.toString(quota(amount)));
            }
            case CPU_V2 -> write(group, limitFile, quota(amount) + " " + PERIOD_MICROS);
            case PIDS_V1, PIDS_V2 -> write(group, limitFile, Long.toString(amount));
        }
    }

    /** How many processes of a group the kernel has ended because its memory was used up; 0 where it does not tell. */
    long outOfMemoryKills(Path group) throws IOException {
        // Version 1 counts where the process was, version 2 where the controller is.
        Path file =
                version == 1 ? CgroupHome.members(group).resolve("memory.oom_control") : group.resolve("memory.events");
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
            if (line.startsWith("oom_kill ")) {
                return Long.parseLong(line.substring("oom_kill ".length()).strip());
            }
        }
        return 0;
    }

    private static long quota(long milliCpus) {
        return Math.max(LEAST_QUOTA_MICROS, milliCpus * PERIOD_MICROS / 1000);
    }

    private static void writeIfThere(Path group, String file, String text) throws IOException {
        if (Files.exists(group.resolve(file))) {
            write(group, file, text);
        }
    }

    static void write(Path group, String file, String text) throws IOException {
        // Not made where it is not there: these files are the kernel's.
        Files.write(group.resolve(file), List.of(text), StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
    }
}
