package io.etlbed.cluster.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code ais}, the command line of the documents (catalogue, CLI). */
public final class Ais {

    private static final int BUFFER = 1 << 16;

    private Ais() {}

    /** The command of a process: its exit code is 0 if all went well, 1 if it failed, 2 if it was not understood. */
    public static void main(String[] args) {
        // Whatever the locale: names are UTF-8.
        StandardOutput stdout = new StandardOutput();
        PrintStream out = new PrintStream(new BufferedOutputStream(stdout, BUFFER), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Session session = new Session(
                System.in, out, err, System.getenv(), Path.of(""), Terminals.ofProcess(), stdout::readerGone);
        System.exit(Execution.of(session, List.of(args)));
    }

    /**
     * Runs one command in this JVM, seen from the current directory of the process.
     *
     * @param env {@code AIS_ENDPOINT} names the cluster; see docs/ais.md
     * @return what {@link #main} exits with
     */
    public static int run(
            List<String> args, InputStream in, PrintStream out, PrintStream err, Map<String, String> env) {
        return run(args, in, out, err, env, Path.of(""));
    }

    /**
     * Runs one command in this JVM.
     *
     * @param out takes names and objects as they are, without regard to terminals; it is flushed and left open
     * @param env {@code AIS_ENDPOINT} names the cluster; see docs/ais.md
     * @param folder from which relative file names are seen
     * @return what {@link #main} exits with
     */
    public static int run(
            List<String> args, InputStream in, PrintStream out, PrintStream err, Map<String, String> env, Path folder) {
        return Execution.of(new Session(in, out, err, Map.copyOf(env), folder, Terminals.NONE, () -> false), args);
    }
}
