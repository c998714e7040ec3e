package io.etlbed.conformance.mutant;

import io.etlbed.conformance.TestCluster;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Isolated;

/** The checks that bear nothing beside them, with and without their mutants. */
@Isolated("these checks judge what the whole cluster runs")
class ExclusiveMutantsIT {

    @TestFactory
    Stream<DynamicNode> each_exclusive_check_passes_without_its_mutants_and_fails_with_them() {
        TestCluster.lab().shared().close();
        return Trial.chosen().filter(check -> check.exclusive()).map(Trial::of);
    }
}
