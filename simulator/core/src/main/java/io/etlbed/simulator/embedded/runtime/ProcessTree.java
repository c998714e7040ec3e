package io.etlbed.simulator.embedded.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The processes that a process has started. */
final class ProcessTree {

    private ProcessTree() {}

    /** Each thread of the parent has those that it started. */
    static List<ProcessHandle> children(ProcessHandle parent) {
        List<ProcessHandle> children = new ArrayList<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + parent.pid() + "/task"))) {
            for (Path thread : threads) {
                String list = Files.readString(thread.resolve("children"), StandardCharsets.US_ASCII);
                Stream.of(list.split(" ", -1))
                        .filter(pid -> !pid.isBlank())
                        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())).stream())
                        .forEach(children::add);
            }
            return children;
        } catch (IOException | DirectoryIteratorException notInThisKernel) {
            return parent.children().toList();
        }
    }
}
