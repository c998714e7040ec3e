package io.etlbed.ci;

import io.etlbed.conformance.fuzz.Finding;
import io.etlbed.conformance.fuzz.FuzzListener;
import java.io.PrintStream;
import java.time.Duration;

/** Shows how fuzzing goes: on a terminal a line that is written again and again, elsewhere one every ten seconds. */
final class FuzzProgress implements FuzzListener {

    private static final long NANOS = 1_000_000_000L;

    private final PrintStream out;
    private final boolean terminal;
    private final Duration length;
    private final long start = System.nanoTime();
    private long next;

    FuzzProgress(PrintStream out, boolean terminal, Duration length) {
        this.out = out;
        this.terminal = terminal;
        this.length = length;
        this.next = start + stride();
    }

    @Override
    public void started(String oracle, int kinds, int corpus) {
        out.println("asking " + oracle);
        out.println(Amount.of(kinds, "kind", "kinds") + " of cases, " + corpus + " kept from before");
    }

    @Override
    public void tried(long cases, int findings) {
        long now = System.nanoTime();
        if (now >= next) {
            next = now + stride();
            long seconds = (now - start) / NANOS;
            String line = String.format(
                    "  %d cases, %s, %d s of %d s",
                    cases, Amount.of(findings, "finding", "findings"), seconds, length.toSeconds());
            out.print(terminal ? "\r\u001b[K" + line : line + "\n");
            out.flush();
        }
    }

    @Override
    public void shrinking(String kind) {
        out.println((terminal ? "\r\u001b[K" : "") + "  something is wrong with " + kind + "; making it plainer …");
    }

    @Override
    public void found(Finding finding) {
        out.println("  found: " + String.join("; ", finding.problems()));
    }

    void ended() {
        out.print(terminal ? "\r\u001b[K" : "");
        out.flush();
    }

    private long stride() {
        return terminal ? NANOS / 5 : 10 * NANOS;
    }
}
