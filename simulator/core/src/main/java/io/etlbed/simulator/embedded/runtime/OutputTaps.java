package io.etlbed.simulator.embedded.runtime;

import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Those who read along what a container writes, from when they came. Each gets every byte, and holds the container up
 * where it does not read. Safe for any thread.
 */
public final class OutputTaps {

    private final List<OutputTap> taps = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    /** Makes one that nobody reads. */
    public OutputTaps() {}

    /** From now on; at its end when the container has ended. Whoever opens it closes it. */
    public InputStream open() {
        OutputTap tap = new OutputTap();
        taps.add(tap);
        if (ended) {
            tap.end();
        }
        return tap;
    }

    /** The container has written something. */
    public void write(byte[] bytes, int from, int to) {
        if (!taps.isEmpty()) {
            taps.forEach(tap -> tap.write(bytes, from, to));
            taps.removeIf(OutputTap::isClosed);
        }
    }

    /** What a container that has ended wrote last is not kept for those who do not read. */
    public void giveUp() {
        taps.forEach(OutputTap::giveUp);
    }

    /** The container has ended, and all has been written. */
    public void end() {
        ended = true;
        taps.forEach(OutputTap::end);
    }
}
