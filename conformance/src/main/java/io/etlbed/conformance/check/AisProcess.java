package io.etlbed.conformance.check;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code ais} as a program: each call is a process, which leaves nothing behind, be it settings in the user's home. */
public final class AisProcess implements Ais {

    /** An ETL whose packages are installed takes its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** At a terminal nothing is started. */
    private static final Duration TERMINAL_PATIENCE = Duration.ofSeconds(30);

    private static final Duration FAREWELL = Duration.ofSeconds(10);
    private static final int MOST_OUTPUT = 4 << 20;

    /** Runs its arguments at a terminal of their own. */
    private static final String AT_A_TERMINAL = """
            import os, pty, sys
            sys.exit(os.WEXITSTATUS(pty.spawn(sys.argv[1:])))
            """;

    private final List<String> command;

    private final Map<String, String> settings;

    /**
     * @param command the program, and what stands before the arguments of each call
     * @param settings of its environment, beside this process's own
     */
    public AisProcess(List<String> command, Map<String, String> settings) {
        this.command = List.copyOf(command);
        this.settings = Map.copyOf(settings);
    }

    @Override
    public AisShown run(AisCall call) throws InterruptedException {
        List<String> words = new ArrayList<>();
        if (call.terminal()) {
            words.addAll(List.of("python3", "-c", AT_A_TERMINAL));
        }
        words.addAll(command);
        words.addAll(call.arguments());
        Process process = start(words, call);
        Reader out = new Reader(process.getInputStream());
        Reader err = new Reader(process.getErrorStream());
        boolean ended = false;
        Duration patience = call.terminal() ? TERMINAL_PATIENCE : PATIENCE;
        try {
            feed(process, call);
            ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
        if (!ended) {
            throw CheckFailed.byCommand(
                    call.line(), "a command that goes on", "one that ends within " + patience.toSeconds() + " s");
        }
        return new AisShown(process.exitValue(), out.text(), err.text());
    }

    private Process start(List<String> words, AisCall call) {
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(call.folder().toFile());
        Map<String, String> environment = builder.environment();
        environment.putAll(settings);
        environment.put("AIS_ENDPOINT", call.endpoint().toString());
        environment.put("HOME", call.folder().toString());
        if (call.terminal()) {
            builder.redirectInput(new File("/dev/null"));
        }
        try {
            return builder.start();
        } catch (IOException e) {
            throw new CheckSkipped((call.terminal() ? "a terminal cannot be had here: " : "ais does not start here: ")
                    + e.getMessage());
        }
    }

    private static void feed(Process process, AisCall call) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(call.inputBytes());
        } catch (IOException e) {
            // It has ended, or wants no more of it: what it shows tells.
        }
    }

    /** Reads a stream to its end and keeps its beginning. */
    private static final class Reader {

        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final Thread thread;

        Reader(InputStream from) {
            thread = new Thread(() -> read(from), "conformance-ais-output");
            thread.setDaemon(true);
            thread.start();
        }

        private void read(InputStream from) {
            byte[] part = new byte[8192];
            try (from) {
                for (int count = from.read(part); count >= 0; count = from.read(part)) {
                    keep(part, count);
                }
            } catch (IOException e) {
                // The process is gone; what it wrote before is kept.
            }
        }

        private synchronized void keep(byte[] part, int count) {
            kept.write(part, 0, Math.min(count, MOST_OUTPUT - kept.size()));
        }

        String text() throws InterruptedException {
            thread.join(FAREWELL.toMillis());
            synchronized (this) {
                return kept.toString(StandardCharsets.ISO_8859_1);
            }
        }
    }
}
