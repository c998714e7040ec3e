package io.etlbed.conformance.run;

import io.etlbed.conformance.report.CheckOutcome;

/** Is told how a run goes, while it goes. Calls come one at a time, from any thread. */
public interface RunListener {

    /** The cluster is there, and this many checks will run against it. */
    default void started(String cluster, int checks) {}

    default void checkStarted(String check) {}

    default void checkFinished(CheckOutcome outcome) {}

    /** Nothing more will come. */
    default void finished() {}

    /** Listens to nothing. */
    static RunListener none() {
        return new RunListener() {};
    }
}
