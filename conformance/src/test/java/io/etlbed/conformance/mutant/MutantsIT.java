package io.etlbed.conformance.mutant;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The checks that bear others beside them, with and without their mutants, some at once. */
@Execution(ExecutionMode.CONCURRENT)
class MutantsIT {

    @TestFactory
    Stream<DynamicNode> each_check_passes_without_its_mutants_and_fails_with_them() {
        return Trial.chosen().filter(check -> !check.exclusive()).map(Trial::of);
    }
}
