package io.etlbed.cluster.job;

import java.time.Duration;
import java.util.Optional;

/** What one target has to do of a job. */
interface TargetPart {

    /** Of the job. */
    String id();

    /** What it is to do; empty where nobody has ordered it. */
    Optional<JobOrder> order();

    /** Begins; returns at once. */
    void start();

    JobReport report();

    /** Ends it before it is done; what is under way is given up. */
    void abort(String why);

    /** Waits until it has ended; whether it has within the limit. */
    boolean awaitEnd(Duration limit) throws InterruptedException;
}
