package io.etlbed.cluster.job;

/** Starts and holds rebalance, as clients ask for it. */
public interface RebalanceSwitch {

    /** Has it begin, again where it has ended; the id of the job. */
    String start() throws InterruptedException;

    /** Holds it, until it is started or the targets change again. */
    void stop() throws InterruptedException;
}
