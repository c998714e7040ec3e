package io.etlbed.cluster.cli;

import java.io.OutputStream;

/** Passes bytes on to the output of a command, and ends when that is closed: a {@code PrintStream} tells only on request. */
final class CheckedOutput extends OutputStream {

    private static final int BETWEEN_CHECKS = 1 << 20;

    private final Session session;
    private int unchecked;

    CheckedOutput(Session session) {
        this.session = session;
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        session.out().write(bytes, offset, count);
        unchecked += count;
        if (unchecked >= BETWEEN_CHECKS) {
            unchecked = 0;
            session.checkOutput();
        }
    }

    @Override
    public void flush() {
        session.checkOutput();
    }
}
