package io.etlbed.conformance.run;

import io.etlbed.conformance.report.CheckOutcome;
import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Shows a person how a run goes: on a terminal one line that is written again and again, elsewhere a line per ten checks.
 * Not safe for use by several threads.
 */
public final class ConsoleProgress implements RunListener {

    private static final int STRIDE = 10;

    private final PrintStream out;
    private final boolean terminal;
    private final int width;
    private final Set<String> running = new LinkedHashSet<>();
    private int total;
    private int done;
    private int failed;

    /** @param terminal whether the line can be written again */
    public ConsoleProgress(PrintStream out, boolean terminal, int width) {
        this.out = out;
        this.terminal = terminal;
        this.width = width;
    }

    @Override
    public void started(String cluster, int checks) {
        total = checks;
        out.println("Running " + checks + " checks against " + cluster);
        out.flush();
    }

    @Override
    public void checkStarted(String check) {
        running.add(check);
        show();
    }

    @Override
    public void checkFinished(CheckOutcome outcome) {
        running.remove(outcome.check());
        done++;
        if (outcome.verdict().word().equals("fail")) {
            failed++;
        }
        show();
        if (!terminal && (done % STRIDE == 0 || done == total)) {
            out.println(counts());
            out.flush();
        }
    }

    @Override
    public void finished() {
        if (terminal) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }

    private void show() {
        if (terminal) {
            String line = counts() + "  " + String.join(", ", running);
            out.print("\r\u001b[K" + (line.length() < width ? line : line.substring(0, width - 1)));
            out.flush();
        }
    }

    private String counts() {
        return String.format("  %d/%d checks%s", done, total, failed == 0 ? "" : ", " + failed + " failed");
    }
}
