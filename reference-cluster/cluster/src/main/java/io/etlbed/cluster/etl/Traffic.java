package io.etlbed.cluster.etl;

import java.util.concurrent.atomic.LongAdder;

/** What an ETL has transformed on one target since it was started, as the list of ETLs shows it. */
public final class Traffic {

    private final LongAdder objects = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final LongAdder errors = new LongAdder();

    /**
     * One object went through to its end.
     *
     * @param in bytes sent to the pod
     * @param out bytes that came back
     */
    public void transformed(long in, long out) {
        objects.increment();
        bytesIn.add(in);
        bytesOut.add(out);
    }

    /** One did not: the pod refused it, broke off, or could not be reached. */
    public void failed() {
        errors.increment();
    }

    /** How many objects went through. */
    public long objects() {
        return objects.sum();
    }

    /** Bytes sent to the pod. */
    public long bytesIn() {
        return bytesIn.sum();
    }

    /** Bytes that came back. */
    public long bytesOut() {
        return bytesOut.sum();
    }

    /** How many did not. */
    public long errors() {
        return errors.sum();
    }
}
