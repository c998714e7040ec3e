package io.etlbed.conformance.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.etlbed.conformance.TestCluster;
import io.etlbed.conformance.baseline.Baseline;
import io.etlbed.conformance.baseline.BaselineFile;
import io.etlbed.conformance.baseline.KnownFailure;
import io.etlbed.conformance.run.ConformanceOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What who extends the class sees, through JUnit itself. */
class ConformanceTestsIT {

    @TempDir
    private static Path folder;

    /** As an implementer writes it; JUnit finds no nested class by itself that is not {@code @Nested}. */
    static class OfTheTestCluster extends ConformanceTests {
        @Override
        protected ConformanceOptions options() {
            return ConformanceOptions.against(TestCluster.lab().endpoint().url())
                    .withOnly("SPEC-04, SPEC-10, NAME-05, XFORM-08")
                    .withBaseline(folder.resolve("baseline.yaml"));
        }

        @Override
        protected Optional<Path> reports() {
            return Optional.of(folder.resolve("reports"));
        }
    }

    static class OfNothing extends ConformanceTests {
        @Override
        protected ConformanceOptions options() {
            return ConformanceOptions.against(URI.create("http://127.0.0.1:1")).withOnly("NAME");
        }
    }

    @Test
    void each_requirement_is_a_test_named_by_id_and_rule() throws Exception {
        BaselineFile.write(
                folder.resolve("baseline.yaml"),
                Baseline.of(List.of(new KnownFailure("refuses-a-second-of-one-name", "", ""))));

        Map<String, TestExecutionResult> results = run(OfTheTestCluster.class);

        assertThat(results.keySet())
                .containsExactly(
                        "the cluster answers",
                        "SPEC-04 spec.containers is required and holds exactly one container.",
                        "SPEC-10 readinessProbe.timeoutSeconds is optional; default 5 is written into the Pod that runs.",
                        "NAME-05 Unique: a second init with the name of an existing ETL is refused and leaves the first one"
                                + " serving.",
                        "XFORM-08 Bandwidth grows with the number of targets: shown by measurement as far as the cores go, by"
                                + " simulation beyond.");
        assertThat(results.values())
                .extracting(result -> result.getStatus().name())
                .containsExactly("SUCCESSFUL", "SUCCESSFUL", "ABORTED", "FAILED", "ABORTED");
        assertThat(results.values())
                .extracting(result ->
                        result.getThrowable().map(Throwable::getMessage).orElse(""))
                .satisfiesExactly(
                        none -> assertThat(none).isEmpty(),
                        none -> assertThat(none).isEmpty(),
                        skipped -> assertThat(skipped).isEqualTo("sees Kubernetes: give --kubeconfig"),
                        gone -> assertThat(gone)
                                .contains(
                                        "passes, though the baseline says that it fails; take it out of the baseline"),
                        unchecked -> assertThat(unchecked).contains("measured, not judged"));
        assertThat(folder.resolve("reports/conformance.html")).isNotEmptyFile();
        assertThat(Files.readString(folder.resolve("reports/conformance.json"))).contains("\"gone\"");
    }

    @Test
    void that_nothing_answers_is_said_once() {
        Map<String, TestExecutionResult> results = run(OfNothing.class);

        assertThat(results.values().stream().filter(result -> result.getStatus() == TestExecutionResult.Status.FAILED))
                .singleElement()
                .satisfies(result -> assertThat(result.getThrowable().orElseThrow())
                        .hasMessage("cannot reach http://127.0.0.1:1: connection refused"));
        assertThat(results).hasSize(8);
    }

    private static Map<String, TestExecutionResult> run(Class<?> tests) {
        Map<String, TestExecutionResult> results = new LinkedHashMap<>();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .build();
        // Its session is not this one's: what listens to sessions would close the test cluster at its end.
        LauncherConfig config = LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .build();
        LauncherFactory.create(config).execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    results.put(test.getDisplayName(), result);
                }
            }
        });
        return results;
    }
}
