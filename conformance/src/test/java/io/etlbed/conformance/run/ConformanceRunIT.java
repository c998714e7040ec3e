package io.etlbed.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.conformance.ConformanceException;
import io.etlbed.conformance.TestCluster;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.report.CheckOutcome;
import io.etlbed.conformance.report.ConformanceReport;
import io.etlbed.conformance.report.Style;
import io.etlbed.conformance.suite.Checks;
import io.etlbed.junit.EtlCluster;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs: cluster, checks, report. What the checks are worth is shown by their mutants. */
class ConformanceRunIT {

    private static final String FEW = "SPEC-04, LIFE-02, LIFE-04, COMM-06, API-03, XFORM-04";

    @TempDir
    private Path folder;

    @Test
    void a_cluster_of_its_own_is_started_judged_and_removed() throws Exception {
        ConformanceReport report =
                new ConformanceRun(ConformanceOptions.in(folder).withOnly(FEW), RunListener.none()).run();

        assertPassed(report);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void the_kubernetes_of_somebody_else_bears_a_cluster_too() throws Exception {
        ConformanceOptions options = ConformanceOptions.in(folder)
                .withProvider("kubeconfig")
                .withKubeconfig(TestCluster.kubeconfig())
                .withOnly(FEW);

        assertPassed(new ConformanceRun(options, RunListener.none()).run());
    }

    @Test
    void targets_may_be_processes_of_their_own() throws Exception {
        ConformanceOptions options =
                ConformanceOptions.in(folder).withTargetProcesses(true).withOnly(FEW);

        assertPassed(new ConformanceRun(options, RunListener.none()).run());
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void an_endpoint_by_TLS_is_judged_as_any_other_once_its_authority_is_named() throws Exception {
        try (EtlCluster cluster = EtlCluster.builder()
                .inproc()
                .tls()
                .folder(folder.resolve("cluster"))
                .start()) {
            ConformanceOptions given = ConformanceOptions.in(folder.resolve("run"))
                    .withEndpoint(cluster.url())
                    .withKubeconfig(cluster.kubeconfig())
                    .withOnly("API-03, CLI-01");
            assertThatThrownBy(() -> new ConformanceRun(given, RunListener.none()).run())
                    .isInstanceOf(ConformanceException.class)
                    .hasMessageStartingWith("cannot reach " + cluster.url())
                    .hasMessageEndingWith("(name the authority of its certificates by --ca=FILE)");

            Path authority = cluster.authority().orElseThrow();
            ConformanceReport report = new ConformanceRun(given.withAuthority(authority), RunListener.none()).run();
            assertThat(report.exitCode()).as(printed(report)).isEqualTo(ConformanceReport.PASSED);
        }
    }

    @Test
    void where_containers_are_java_code_all_passes_that_needs_no_process() throws Exception {
        ConformanceOptions options =
                ConformanceOptions.in(folder).withInproc(true).withOnly("SPEC, NAME, LIFE, COMM, CODE");

        ConformanceReport report = new ConformanceRun(options, RunListener.none()).run();

        Set<String> needProcesses = Checks.all().stream()
                .filter(check -> check.needs().contains(Need.PROCESSES))
                .map(Check::name)
                .collect(Collectors.toSet());
        List<CheckOutcome> outcomes = report.selected().stream()
                .flatMap(requirement -> requirement.checks().stream())
                .toList();
        assertThat(outcomes)
                .as(printed(report))
                .hasSizeGreaterThan(60)
                .allSatisfy(outcome -> assertThat(outcome.verdict().word())
                        .as(outcome.check())
                        .isEqualTo(needProcesses.contains(outcome.check()) ? "skip" : "pass"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void without_kubernetes_and_probe_what_needs_them_is_skipped_with_what_to_give() throws Exception {
        ConformanceOptions options = ConformanceOptions.in(folder)
                .withEndpoint(TestCluster.lab().endpoint().url())
                .withOnly("LIFE-02, COMM-05, API-03, CLI-04")
                .withSeed(7);
        List<String> finished = new ArrayList<>();

        ConformanceReport report = new ConformanceRun(options, new RunListener() {
                    @Override
                    public void checkFinished(CheckOutcome outcome) {
                        finished.add(outcome.check());
                    }
                })
                .run();

        assertThat(report.exitCode()).isEqualTo(ConformanceReport.PARTIAL);
        assertThat(finished)
                .containsExactlyInAnyOrder(
                        "runs-each-pod-beside-its-target",
                        "gives-each-container-a-way-to-its-target",
                        "uuid-tells-transformed-from-original",
                        "ais-transforms-objects-and-buckets");
        assertThat(printed(report))
                .contains(
                        "LIFE-02  sees Kubernetes: give --kubeconfig",
                        "needs the probe transformer: give --probe-image")
                .contains("seed 7", "Partial: no MUST failed, 2 are open");
    }

    @Test
    void the_command_line_that_is_judged_is_the_one_that_is_named() throws Exception {
        Path silent = Files.writeString(folder.resolve("ais"), "#!/bin/sh\nexit 0\n");
        Files.setPosixFilePermissions(silent, PosixFilePermissions.fromString("rwxr-xr-x"));
        ConformanceOptions options = ConformanceOptions.in(folder)
                .withEndpoint(TestCluster.lab().endpoint().url())
                .withOnly("CLI-04");

        ConformanceReport report = new ConformanceRun(options.withAis(silent), RunListener.none()).run();

        assertThat(report.exitCode()).isEqualTo(ConformanceReport.FAILED);
        assertThat(printed(report))
                .contains("the MD5", "AIS_ENDPOINT=" + TestCluster.lab().endpoint() + " ais etl object");
        ConformanceRun none = new ConformanceRun(options.withAis(folder.resolve("none")), RunListener.none());
        assertThatThrownBy(none::examineOptions)
                .isInstanceOf(ConformanceException.class)
                .hasMessageContaining("--ais should name a program");
    }

    private static void assertPassed(ConformanceReport report) {
        assertThat(report.exitCode()).as(printed(report)).isEqualTo(ConformanceReport.PASSED);
        assertThat(report.selected()).hasSize(6);
    }

    private static String printed(ConformanceReport report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), Style.plain(120));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
