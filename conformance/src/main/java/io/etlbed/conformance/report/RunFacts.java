package io.etlbed.conformance.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a run was.
 *
 * @param cluster what was judged, in words: the URL and where it came from
 * @param version of the implementation, as it says of itself; may be empty
 * @param trouble what ended the run early, such as an endpoint that does not answer
 * @param again the command that repeats the run, but for what selects checks
 */
public record RunFacts(
        String profile,
        String cluster,
        String version,
        long seed,
        Instant started,
        Duration time,
        Optional<String> trouble,
        String again) {}
