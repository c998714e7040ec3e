package io.etlbed.simulator.python;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A pip that can be run by some interpreter.
 *
 * @param command begins every run of it
 * @param needs what of the host it must see besides the interpreter that is to be served
 */
record Pip(List<String> command, List<Path> needs) {

    Pip {
        command = List.copyOf(command);
        needs = List.copyOf(needs);
    }

    /** The pip that an interpreter has. */
    static Pip own(Interpreter python) {
        return new Pip(List.of(python.executable().toString(), "-s", "-m", "pip"), List.of(python.prefix()));
    }

    /**
     * A pip that an interpreter does not have.
     *
     * @param program a folder or archive with a program in it
     * @param needs the folder that holds it with all that it imports
     */
    static Pip borrowed(Interpreter python, Path program, Path needs) {
        return new Pip(
                List.of(python.executable().toString(), "-s", program.toString()), List.of(python.prefix(), needs));
    }

    List<String> with(String... arguments) {
        List<String> words = new ArrayList<>(command);
        Stream.of(arguments).forEach(words::add);
        return words;
    }
}
