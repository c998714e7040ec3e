package io.etlbed.playbooks;

import io.etlbed.cluster.cli.Ais;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Commands that need no process of their own: they run on a thread, which is interrupted when they take too long. */
final class InProcess {

    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private InProcess() {}

    /** Writes to the two streams and returns an exit code. */
    @FunctionalInterface
    private interface Body {
        int run(PrintStream out, PrintStream err);
    }

    static Output ais(List<String> arguments, Path folder, Map<String, String> env, Duration patience)
            throws InterruptedException {
        return on(patience, (out, err) -> Ais.run(arguments, InputStream.nullInputStream(), out, err, env, folder));
    }

    static Output curl(List<String> arguments, Path folder, Duration patience) throws InterruptedException {
        return on(patience, (out, err) -> new PlainCurl(folder, out, err).run(arguments));
    }

    private static Output on(Duration patience, Body body) throws InterruptedException {
        Capture out = new Capture();
        Capture err = new Capture();
        AtomicInteger exit = new AtomicInteger(Output.TIMED_OUT);
        Thread thread = new Thread(
                () -> {
                    PrintStream outStream = new PrintStream(out, false, StandardCharsets.UTF_8);
                    PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
                    int code = body.run(outStream, errStream);
                    outStream.flush();
                    exit.set(code);
                },
                "playbook-step");
        thread.setDaemon(true);
        thread.start();
        boolean inTime = false;
        try {
            thread.join(patience.toMillis());
            inTime = !thread.isAlive();
        } finally {
            if (!inTime) {
                thread.interrupt();
            }
        }
        if (!inTime) {
            thread.join(FAREWELL.toMillis());
            return new Output(Output.TIMED_OUT, out.text(), err.text());
        }
        return new Output(exit.get(), out.text(), err.text());
    }
}
