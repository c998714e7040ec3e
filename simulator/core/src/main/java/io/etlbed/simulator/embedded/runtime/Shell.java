package io.etlbed.simulator.embedded.runtime;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Text for a POSIX shell. */
final class Shell {

    private Shell() {}

    /** One command, each word of which reaches the program as it is. */
    static String command(String program, List<String> arguments) {
        return Stream.concat(Stream.of(program), arguments.stream())
                .map(Shell::quote)
                .collect(Collectors.joining(" "));
    }

    static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
