package io.etlbed.ci.bench;

import io.etlbed.cluster.OwnJava;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another JVM on this one's class path. */
final class ChildJvm {

    static final String READY = "ready";

    private ChildJvm() {}

    /** Starts a main class; its standard error is this process's. */
    static Process of(Class<?> main, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(OwnJava.program());
        command.add("-XX:-UsePerfData");
        for (String inherited : List.of("java.io.tmpdir", "jna.tmpdir", "etlbed.cache", "etlbed.launcher")) {
            String value = System.getProperty(inherited);
            if (value != null) {
                command.add("-D" + inherited + "=" + value);
            }
        }
        command.addAll(options);
        command.add("-cp");
        command.add(OwnJava.classPath());
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Waits for the line by which the process says that it serves; its words after {@code ready}. */
    static String[] awaitReady(Process process) throws IOException {
        return awaitWords(process, READY);
    }

    /** Waits for a line that begins with a word; the others of it. */
    static String[] awaitWords(Process process, String first) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            String[] words = line.split(" ", -1);
            if (words[0].equals(first)) {
                return Arrays.copyOfRange(words, 1, words.length);
            }
        }
        throw new IOException("the process ended before it said '" + first + "'");
    }

    /** In the process itself: writes a line. */
    static void say(String... words) {
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println(String.join(" ", words));
    }

    /** In the process itself: says that it serves, and returns when its standard input ends. */
    static void serveUntilEndOfInput(String... words) throws IOException {
        say(READY + " " + String.join(" ", words));
        while (System.in.read() >= 0) {
            // nothing is said on it; its end is the signal
        }
    }

    /** Ends the process's standard input, and waits for it. */
    static void end(Process process) throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
