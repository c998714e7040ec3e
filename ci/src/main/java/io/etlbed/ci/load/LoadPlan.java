package io.etlbed.ci.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What to load, and how.
 *
 * @param endpoint a gateway, such as {@code http://127.0.0.1:8080}
 * @param mixes one after the other, at least one
 * @param length of each
 * @param workers clients at the same time, from 1 to {@link #MOST_WORKERS}, each with connections of its own
 * @param etl the ETL_ID that mixes with an ETL read through; empty where there is none
 * @param seed of all that is chosen at random
 */
public record LoadPlan(URI endpoint, List<Mix> mixes, Duration length, int workers, String etl, long seed) {

    /** Each has a thread, and memory of some 200 KiB. */
    public static final int MOST_WORKERS = 1024;

    public LoadPlan {
        mixes = List.copyOf(mixes);
        if (workers < 1 || workers > MOST_WORKERS) {
            throw new IllegalArgumentException("workers are 1 to " + MOST_WORKERS + ", not " + workers);
        }
        if (mixes.isEmpty() || length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("a load has a mix and a length");
        }
        if (etl.isEmpty() && mixes.stream().anyMatch(Mix::needsEtl)) {
            throw new IllegalArgumentException("a mix that reads through an ETL needs the ETL_ID of one");
        }
    }
}
