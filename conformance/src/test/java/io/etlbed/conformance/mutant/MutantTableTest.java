package io.etlbed.conformance.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.suite.Checks;
import java.util.List;
import org.junit.jupiter.api.Test;

class MutantTableTest {

    @Test
    void each_check_has_a_mutant_and_each_mutant_a_check() {
        List<String> checks = Checks.all().stream().map(Check::name).toList();

        assertThat(Mutants.all()).extracting(Mutant::check).isSubsetOf(checks);
        assertThat(Mutants.all()).extracting(Mutant::check).containsAll(checks);
        assertThat(Mutants.all()).extracting(Mutant::toString).doesNotHaveDuplicates();
    }
}
