package io.etlbed.conformance.mutant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.etlbed.conformance.TestCluster;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.CheckSkipped;
import io.etlbed.conformance.check.Judge;
import io.etlbed.conformance.check.Lab;
import io.etlbed.conformance.check.NodeControl;
import io.etlbed.conformance.check.Verdict;
import io.etlbed.conformance.http.Endpoint;
import io.etlbed.conformance.suite.Checks;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/** A check on the shared cluster: it passes as it is, and fails, for the right reason, with each of its mutants. */
final class Trial {

    /** What does not come in this time does not come: nothing is really waited for with a mutant. */
    private static final Duration IMPATIENT = Duration.ofSeconds(2);

    private Trial() {}

    /** All checks; those whose names match the system property {@code check}, a regular expression, where it is set. */
    static Stream<Check> chosen() {
        Pattern wanted = Pattern.compile(System.getProperty("check", ".*"));
        return Checks.all().stream()
                .filter(check -> wanted.matcher(check.name()).matches());
    }

    static DynamicNode of(Check check) {
        return dynamicContainer(
                check.name(),
                Stream.concat(
                        Stream.of(dynamicTest("passes without a mutant", () -> passes(check))),
                        Mutants.all().stream()
                                .filter(mutant -> mutant.check().equals(check.name()))
                                .map(mutant -> dynamicTest("finds: " + mutant.fault(), () -> finds(check, mutant)))));
    }

    private static void passes(Check check) throws InterruptedException {
        Verdict verdict = Judge.judge(check, TestCluster.lab());
        assumeHostHasAll(verdict);
        assertThat(verdict).as(check.name()).isInstanceOf(Verdict.Pass.class);
    }

    /** An interpreter that is not installed here, or no package index: with or without a mutant nothing is to be seen. */
    private static void assumeHostHasAll(Verdict verdict) {
        if (verdict instanceof Verdict.Skip skip) {
            assumeThat(skip.reason()).doesNotStartWith(CheckSkipped.HOST_LACKS);
        }
    }

    private static void finds(Check check, Mutant mutant) throws Exception {
        Lab plain = TestCluster.lab();
        Lab lab = plain.withAis(mutant.command().apply(plain.ais().orElseThrow()));
        KubernetesClient kubernetes = lab.kubernetes().orElseThrow();
        if (mutant.kubernetes() == KubernetesMutation.NONE) {
            assertFound(mutant, judge(check, mutant, lab, kubernetes));
            return;
        }
        try (KubernetesInterposer seen = new KubernetesInterposer(kubernetes, mutant.kubernetes())) {
            assertFound(mutant, judge(check, mutant, lab, seen.client()));
        }
    }

    private static Verdict judge(Check check, Mutant mutant, Lab lab, KubernetesClient seen)
            throws IOException, InterruptedException {
        if (mutant.http() == Mutation.NONE) {
            return Judge.judge(check, lab.through(lab.endpoint(), Optional.of(seen), IMPATIENT));
        }
        try (Interposer http = new Interposer(lab.endpoint(), mutant.http())) {
            return Judge.judge(
                    check,
                    lab.through(http.endpoint(), Optional.of(seen), IMPATIENT)
                            .withNodes(lab.nodes().map(nodes -> behind(nodes, mutant.http()))));
        }
    }

    /** What is started beside the cluster is seen through stations too. */
    private static NodeControl behind(NodeControl nodes, Mutation mutation) {
        return new NodeControl() {
            @Override
            public Started start(List<Map<String, String>> environments) throws InterruptedException {
                return seen(nodes.start(environments), mutation);
            }

            /** Asked for TLS it starts one without. */
            @Override
            public Started startSecure() throws InterruptedException {
                return start(List.of(Map.of()));
            }
        };
    }

    private static NodeControl.Started seen(NodeControl.Started started, Mutation mutation)
            throws InterruptedException {
        try {
            Interposer stations = new Interposer(started.endpoint(), mutation);
            return new NodeControl.Started() {
                @Override
                public Endpoint endpoint() {
                    return stations.endpoint();
                }

                @Override
                public String addTarget(Map<String, String> environment) throws InterruptedException {
                    return started.addTarget(environment);
                }

                @Override
                public void kill(String target) throws InterruptedException {
                    started.kill(target);
                }

                @Override
                public void restart(String target) throws InterruptedException {
                    started.restart(target);
                }

                @Override
                public void close() {
                    stations.close();
                    started.close();
                }
            };
        } catch (InterruptedException e) {
            started.close();
            throw e;
        } catch (IOException e) {
            started.close();
            throw new UncheckedIOException(e);
        }
    }

    private static void assertFound(Mutant mutant, Verdict verdict) {
        assumeHostHasAll(verdict);
        assertThat(verdict)
                .as("%s", mutant)
                .isInstanceOfSatisfying(
                        Verdict.Fail.class,
                        fail -> assertThat(fail.expected())
                                .as("%s; it found %s", mutant, fail.found())
                                .contains(mutant.expected()));
    }
}
