package io.etlbed.simulator.embedded.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The processes that have a variable of a certain value, as all have that a process with it has started, unless they gave
 * it up on purpose. It is how those of a container are found where they are in no namespace.
 *
 * @param mark unique
 */
record MarkedProcesses(String mark) {

    /** Its name. */
    static final String VARIABLE = "ETLBED_CONTAINER";

    private static final Path PROC = Path.of("/proc");

    /** Processes that start others while they are killed are looked for again, so many times. */
    private static final int ROUNDS = 100;

    /** Ends all of them at once. */
    void kill() {
        for (int round = 0; round < ROUNDS; round++) {
            List<ProcessHandle> alive = alive();
            if (alive.isEmpty()) {
                return;
            }
            alive.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private List<ProcessHandle> alive() {
        List<ProcessHandle> alive = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path each : all) {
                if (carriesMark(each)) {
                    ProcessHandle.of(Long.parseLong(each.getFileName().toString()))
                            .ifPresent(alive::add);
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            return alive;
        }
        return alive;
    }

    /** What has ended and is not yet waited for has no variables any more. */
    private boolean carriesMark(Path process) {
        try {
            String variables = new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1);
            return ("\0" + variables).contains("\0" + VARIABLE + "=" + mark + "\0");
        } catch (IOException goneOrAnothers) {
            return false;
        }
    }
}
