package io.etlbed.conformance.fuzz;

import net.jqwik.api.Arbitrary;

/**
 * One kind of cases, all of which are to be tried equally often.
 *
 * @param name such as {@code SPEC-07+SPEC-13}
 * @param every tried only in each so-manieth round; 1 for always
 */
record Kind(String name, int every, Arbitrary<FuzzCase> cases) {

    Kind(String name, Arbitrary<FuzzCase> cases) {
        this(name, 1, cases);
    }
}
