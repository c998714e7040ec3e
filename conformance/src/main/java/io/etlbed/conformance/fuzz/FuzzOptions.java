package io.etlbed.conformance.fuzz;

import java.time.Duration;
import java.util.List;

/**
 * How to fuzz.
 *
 * @param length at most
 * @param examples at most, over all kinds
 * @param findings after which it ends
 * @param seed of all that is made up
 * @param corpus cases as JSON that are tried first
 */
public record FuzzOptions(
        FuzzTarget target, Duration length, long examples, int findings, long seed, List<String> corpus) {

    public FuzzOptions {
        corpus = List.copyOf(corpus);
    }
}
