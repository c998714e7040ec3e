package io.etlbed.cluster.client;

/**
 * How far a job is, on all targets together.
 *
 * @param running whether it is not over yet
 * @param objects how many objects it has made; in a dry run, would have
 * @param bytes of them
 * @param allObjects how many there are to be made; {@link #UNKNOWN} where the cluster does not say, or not yet
 */
public record JobProgress(boolean running, long objects, long bytes, long allObjects) {

    /** In place of a count that is not known. */
    public static final long UNKNOWN = -1;
}
