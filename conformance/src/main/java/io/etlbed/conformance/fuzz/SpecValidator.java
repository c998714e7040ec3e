package io.etlbed.conformance.fuzz;

import java.util.List;

/** Says what is wrong with a specification. */
@FunctionalInterface
public interface SpecValidator {

    /** Every violation; none where nothing is wrong. */
    List<Violated> violations(String yaml);
}
