package io.etlbed.conformance.report;

import io.etlbed.conformance.baseline.Baseline;
import java.util.Optional;

/**
 * By what the end of a run is judged.
 *
 * @param strict whether each failure counts: known ones, and those of what is no MUST
 * @param baseline the known failures: where there are any, each change against them counts
 */
public record Terms(boolean strict, Optional<Baseline> baseline) {

    /** A failure of a MUST counts. */
    public static final Terms PLAIN = new Terms(false, Optional.empty());
}
