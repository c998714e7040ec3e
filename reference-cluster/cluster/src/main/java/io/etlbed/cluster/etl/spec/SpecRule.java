package io.etlbed.cluster.etl.spec;

import java.util.function.Consumer;

/** One or a few rules of the catalogue about one part of a Pod. */
@FunctionalInterface
interface SpecRule {

    void check(SpecUnderTest spec, Consumer<Violation> violations);
}
