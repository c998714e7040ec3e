package io.etlbed.cluster.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What {@code what=status} answers.
 *
 * @param err why it ended before it was done; empty where it did not
 * @param endTime nanoseconds since the epoch; 0 while it runs
 */
record JobStatus(
        @JsonProperty("uuid") String uuid,
        @JsonProperty("err") String err,
        @JsonProperty("end_time") long endTime,
        @JsonProperty("aborted") boolean aborted) {

    boolean running() {
        return endTime == 0;
    }
}
