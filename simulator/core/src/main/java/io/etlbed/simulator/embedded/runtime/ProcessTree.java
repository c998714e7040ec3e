package io.etlbed.simulator.embedded.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The processes that a process has started. */
final class ProcessTree {

    private ProcessTree() {}

    static List<ProcessHandle> children(ProcessHandle parent) {
        Path list = Path.of("/proc/" + parent.pid() + "/task/" + parent.pid() + "/children");
        try {
            return Stream.of(Files.readString(list, StandardCharsets.US_ASCII).split(" ", -1))
                    .filter(pid -> !pid.isBlank())
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())).stream())
                    .toList();
        } catch (IOException notInThisKernel) {
            return parent.children().toList();
        }
    }
}
