package io.etlbed.cluster.etl;

/** What the state of a pod means for an ETL that waits for it. */
sealed interface PodVerdict {

    /** It takes requests. */
    record Ready() implements PodVerdict {}

    /** It may still become ready. */
    record Waiting(String why) implements PodVerdict {}

    /** Waiting longer will not help (LIFE-10). */
    record Hopeless(String why) implements PodVerdict {}
}
