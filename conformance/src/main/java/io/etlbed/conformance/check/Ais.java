package io.etlbed.conformance.check;

/** The command {@code ais}: the one that is judged together with a cluster. */
@FunctionalInterface
public interface Ais {

    /**
     * Runs it to its end.
     *
     * @throws CheckFailed if it does not end in time
     * @throws CheckSkipped if this host cannot run it so
     */
    AisShown run(AisCall call) throws InterruptedException;
}
