package io.etlbed.simulator.docker.engine;

/**
 * What a program in a container came to.
 *
 * @param exitCode 0 where all went well
 * @param output of it, the end where it was long
 * @param errors of it, the end where they were long
 */
public record ExecResult(long exitCode, String output, String errors) {

    public boolean well() {
        return exitCode == 0;
    }

    /** In one line, for messages. */
    public String summary() {
        String said = (errors.isBlank() ? output : errors).strip();
        return "exit code " + exitCode + (said.isEmpty() ? "" : ": " + said);
    }
}
