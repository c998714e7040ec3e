package io.etlbed.conformance.mutant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.etlbed.conformance.TestCluster;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Judge;
import io.etlbed.conformance.check.Lab;
import io.etlbed.conformance.check.Verdict;
import io.etlbed.conformance.suite.Checks;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Each check passes on the reference cluster, and fails, for the right reason, with each of its mutants before it. */
class MutantsIT {

    /** What does not come in this time does not come: nothing is really waited for with a mutant. */
    private static final Duration IMPATIENT = Duration.ofSeconds(3);

    @TestFactory
    Stream<DynamicNode> each_check_passes_without_its_mutants_and_fails_with_them() {
        return Checks.all().stream()
                .sorted(Comparator.comparing(Check::exclusive).reversed())
                .map(check -> dynamicContainer(
                        check.name(),
                        Stream.concat(
                                Stream.of(dynamicTest("passes without a mutant", () -> passes(check))),
                                mutants(check)
                                        .map(mutant ->
                                                dynamicTest("finds: " + mutant.fault(), () -> finds(check, mutant))))));
    }

    private static Stream<Mutant> mutants(Check check) {
        return Mutants.all().stream().filter(mutant -> mutant.check().equals(check.name()));
    }

    private static void passes(Check check) throws InterruptedException {
        Lab lab = TestCluster.lab();
        if (check.exclusive()) {
            lab.shared().close();
        }
        assertThat(Judge.judge(check, lab)).isInstanceOf(Verdict.Pass.class);
    }

    private static void finds(Check check, Mutant mutant) throws Exception {
        Lab lab = TestCluster.lab();
        KubernetesClient kubernetes = lab.kubernetes().orElseThrow();
        try (Interposer http = new Interposer(lab.endpoint(), mutant.http());
                KubernetesInterposer seen = new KubernetesInterposer(kubernetes, mutant.kubernetes())) {
            Verdict verdict = Judge.judge(check, lab.through(http.endpoint(), Optional.of(seen.client()), IMPATIENT));
            assertThat(verdict)
                    .isInstanceOfSatisfying(
                            Verdict.Fail.class,
                            fail -> assertThat(fail.expected()).contains(mutant.expected()));
        }
    }
}
