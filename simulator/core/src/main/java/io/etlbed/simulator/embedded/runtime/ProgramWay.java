package io.etlbed.simulator.embedded.runtime;

import java.util.List;

/** How a program comes into a container that runs. */
interface ProgramWay {

    /**
     * A command line that runs a script of a shell there, with these arguments.
     *
     * @throws StartException if the container has ended
     */
    List<String> words(String script, List<String> arguments) throws StartException;

    /** For that script: what stands before the program, each word with a blank behind it. */
    String before(Confinement confinement);

    /** A word of the program's command line as it means the same there. */
    String word(String given);

    /**
     * The process of that shell, which leads a session of its own.
     *
     * @param entered what the command line has started
     * @throws StartException if it has ended
     */
    ProcessHandle shell(Process entered) throws StartException;
}
