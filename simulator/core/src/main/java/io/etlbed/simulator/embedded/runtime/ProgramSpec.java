package io.etlbed.simulator.embedded.runtime;

import java.util.List;

/**
 * A program to start in a running container, besides the container's own.
 *
 * @param command program and arguments, not empty; looked up on the container's PATH where it names no folder
 * @param stdin whether it is given input; it finds its input at an end otherwise
 * @param merged whether what it writes to standard error comes as its output too
 */
public record ProgramSpec(List<String> command, boolean stdin, boolean merged) {

    public ProgramSpec {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a program has a name at least");
        }
    }
}
