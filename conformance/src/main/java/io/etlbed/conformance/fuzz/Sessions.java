package io.etlbed.conformance.fuzz;

import io.etlbed.conformance.check.Lab;
import io.etlbed.conformance.check.Session;

/** Sessions with a cluster, a fresh one every so often: each remembers all that was sent. Not safe for use by several threads. */
final class Sessions implements AutoCloseable {

    private static final int USES = 200;

    private final Lab lab;
    private Session current;
    private int uses;

    Sessions(Lab lab) {
        this.lab = lab;
        this.current = new Session(lab, "fuzz");
    }

    Session next() {
        if (uses++ == USES) {
            uses = 0;
            current.close();
            current = new Session(lab, "fuzz");
        }
        return current;
    }

    /** What it made is removed. */
    @Override
    public void close() {
        current.close();
    }
}
