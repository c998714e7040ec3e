package io.etlbed.cluster.etl;

/** The ETLs of the cluster, where its targets change (LIFE-11). Called on the primary. */
public interface EtlMembers {

    /** Whether a target that has joined runs all that the others run. */
    boolean isReady(String targetId);

    /** The set of targets changes now: stops ETLs that are not to go on with another set, and says why. */
    void targetsChange(String why) throws InterruptedException;

    /** A target leaves: nothing runs on it any more. */
    void leaves(String targetId) throws InterruptedException;
}
