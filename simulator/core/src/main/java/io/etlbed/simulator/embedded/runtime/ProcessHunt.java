package io.etlbed.simulator.embedded.runtime;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/** Ends processes that belong together, which are told by what the kernel says of each. */
final class ProcessHunt {

    /** Where the kernel says it, in a folder for each process. */
    static final Path PROC = Path.of("/proc");

    /** Processes that start others while they are killed are looked for again, so many times. */
    private static final int ROUNDS = 100;

    private ProcessHunt() {}

    /**
     * Ends all of them at once.
     *
     * @param wanted whether the process of that number is one of them
     * @param known one of them, to be ended where the processes cannot be listed
     */
    static void kill(LongPredicate wanted, OptionalLong known) {
        for (int round = 0; round < ROUNDS; round++) {
            List<ProcessHandle> alive = alive(wanted, known);
            if (alive.isEmpty()) {
                return;
            }
            alive.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static List<ProcessHandle> alive(LongPredicate wanted, OptionalLong known) {
        List<ProcessHandle> alive = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path each : all) {
                long pid = Long.parseLong(each.getFileName().toString());
                if (wanted.test(pid)) {
                    ProcessHandle.of(pid).ifPresent(alive::add);
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            known.ifPresent(pid -> ProcessHandle.of(pid).ifPresent(alive::add));
        }
        return alive;
    }
}
