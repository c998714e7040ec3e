package io.etlbed.ci;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/**
 * Uses most of what the commands use, so that the JVM sees which classes to keep for quick starts. Run by the launcher after
 * a build; what it prints is of no interest.
 */
final class Rehearsal {

    private Rehearsal() {}

    /** Ends with 0 unless the commands do not even load. */
    public static void main(String[] args) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Exit.with(System.err, () -> {
            Etlbed.run(new Console(nowhere, nowhere), "doctor");
            Etlbed.run(new Console(nowhere, nowhere), "up", "--help");
            return CommandLine.ExitCode.OK;
        });
    }
}
