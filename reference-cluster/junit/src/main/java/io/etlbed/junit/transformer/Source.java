package io.etlbed.junit.transformer;

import java.io.IOException;
import java.util.Set;

/** Where a transformer comes from. */
sealed interface Source
        permits SpecSource, CodeSource, ImageSource, ProgramSource, DockerSource, RunningSource, HandlerSource {

    /** What it is, for messages and names, such as {@code transformer/spec.yaml}. */
    String what();

    /** Which options mean something to it. */
    Set<Option> takes();

    /**
     * Reads whatever it is made of.
     *
     * @throws IOException if that cannot be read, or does not answer; the message says what is expected
     */
    Blueprint plan(Options options) throws IOException;
}
