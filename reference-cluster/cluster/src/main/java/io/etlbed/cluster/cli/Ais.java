package io.etlbed.cluster.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** {@code ais}, the command line of the documents (catalogue, CLI). */
public final class Ais {

    private Ais() {}

    /** The command of a process: its exit code is 0 if all went well, 1 if it failed, 2 if it was not understood. */
    public static void main(String[] args) {
        System.exit(run(List.of(args), System.in, System.out, System.err, System.getenv()));
    }

    /**
     * Runs one command in this JVM, with the current directory of the process.
     *
     * @param env {@code AIS_ENDPOINT} names the cluster; see docs/ais.md
     * @return what {@link #main} exits with
     */
    public static int run(
            List<String> args, InputStream in, PrintStream out, PrintStream err, Map<String, String> env) {
        err.println("ais: no command \"" + String.join(" ", args) + "\"");
        return 2;
    }
}
