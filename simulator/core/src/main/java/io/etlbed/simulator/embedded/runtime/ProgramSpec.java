package io.etlbed.simulator.embedded.runtime;

import java.util.List;

/**
 * A program to start in a running container, besides the container's own.
 *
 * @param command program and arguments, not empty; looked up on the container's PATH where it names no folder
 * @param stdin whether it is given input; it finds its input at an end otherwise
 * @param tty whether it is on a terminal, through which all its streams go
 * @param merged whether what it writes to standard error comes as its output too
 */
public record ProgramSpec(List<String> command, boolean stdin, boolean tty, boolean merged) {

    /** One that only says something. */
    public static ProgramSpec talking(List<String> command) {
        return new ProgramSpec(command, false, false, true);
    }

    public ProgramSpec {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a program has a name at least");
        }
    }
}
