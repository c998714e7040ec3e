package io.etlbed.cluster.etl;

/** What becomes of the ETLs that run when the set of targets changes (LIFE-11). */
public enum TargetsChange {
    /** They go on: a target that joins runs them before objects belong on it. */
    REPROVISION,
    /** They are stopped everywhere, as AIStore does; who wants them on the new set starts them. */
    STOP
}
