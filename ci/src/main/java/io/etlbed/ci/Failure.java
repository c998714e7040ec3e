package io.etlbed.ci;

import io.etlbed.cluster.wire.AisException;
import io.etlbed.conformance.ConformanceException;
import io.etlbed.playbooks.PlaybookException;
import io.etlbed.simulator.SimulatorException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;

/** An error that ended a command, as one line. */
record Failure(Throwable problem, boolean explained) {

    /** What says by itself what the user can do. */
    private static final List<Class<? extends Exception>> EXPLAINED = List.of(
            SimulatorException.class,
            AisException.class,
            PlaybookException.class,
            ConformanceException.class,
            IllegalArgumentException.class);

    static Failure of(Throwable problem) {
        Throwable told = problem;
        while ((told instanceof ExecutionException || told instanceof CompletionException) && told.getCause() != null) {
            told = told.getCause();
        }
        Throwable cause = told;
        return new Failure(cause, EXPLAINED.stream().anyMatch(type -> type.isInstance(cause)));
    }

    int report(Console console, boolean debug) {
        if (problem instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return CommandLine.ExitCode.SOFTWARE; // by Ctrl-C: there is nothing to tell
        }
        String message = problem.getMessage() == null ? problem.toString() : problem.getMessage();
        if (explained) {
            console.err().println("etlbed: " + message);
        } else {
            console.err()
                    .println("etlbed: " + problem.getClass().getSimpleName() + ": " + message
                            + (debug ? "" : " (--debug shows where)"));
        }
        if (debug) {
            problem.printStackTrace(console.err());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
