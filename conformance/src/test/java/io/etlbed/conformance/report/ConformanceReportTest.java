package io.etlbed.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.etlbed.conformance.catalogue.Catalogue;
import io.etlbed.conformance.catalogue.Selection;
import io.etlbed.conformance.check.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class ConformanceReportTest {

    private static final Verdict FAILURE = new Verdict.Fail(
            "200 \u001b[31mok\u0000",
            "400, since the port is missing",
            "a hint",
            Optional.of("curl -X PUT 'http://h/v1/etl'"));

    private final Catalogue catalogue = Catalogue.load();
    private final List<CheckOutcome> checks = new ArrayList<>();
    private Optional<String> trouble = Optional.empty();

    @TempDir
    private Path folder;

    @Test
    void it_ends_with_0_when_every_must_of_the_selection_passed() {
        outcome("a", Verdict.pass(), "SPEC-01", "SPEC-02");
        outcome("b", FAILURE, "SPEC-16");

        ConformanceReport report = report("SPEC-01, 02, 16");

        assertThat(report.exitCode()).isEqualTo(ConformanceReport.PASSED);
    }

    @Test
    void it_ends_with_1_when_one_of_the_checks_of_a_must_failed() {
        outcome("a", Verdict.pass(), "SPEC-01");
        outcome("b", FAILURE, "SPEC-01");

        assertThat(report("SPEC-01").exitCode()).isEqualTo(ConformanceReport.FAILED);
    }

    @Test
    void it_ends_with_1_when_the_endpoint_is_dead() {
        trouble = Optional.of("The endpoint does not answer");
        outcome("a", new Verdict.Skip("the endpoint does not answer"), "SPEC-16");

        assertThat(report("SPEC-16").exitCode()).isEqualTo(ConformanceReport.FAILED);
    }

    @Test
    void it_ends_with_3_when_a_must_was_skipped_or_has_no_check() {
        outcome("a", new Verdict.Skip("no python3"), "SPEC-01");
        assertThat(report("SPEC-01").exitCode()).isEqualTo(ConformanceReport.PARTIAL);
        assertThat(report("CODE-01").openMusts()).hasSize(1);
        assertThat(report("CODE-01").exitCode()).isEqualTo(ConformanceReport.PARTIAL);
    }

    @Test
    void the_table_shows_each_requirement_and_what_failed_and_what_is_open() {
        outcome("finds-the-port", FAILURE, "SPEC-06", "SPEC-08");
        outcome("sees", new Verdict.Skip("sees Kubernetes: give --kubeconfig"), "SPEC-10");
        outcome("fine", Verdict.pass(), "NAME-01");

        String text = printed(report("SPEC, NAME"));

        assertThat(text)
                .containsPattern("✘ SPEC-06 +MUST +fail +0.25 s +spec.containers\\[0].ports is required")
                .containsPattern("✔ NAME-01 +MUST +pass")
                .contains("✘ SPEC-06, SPEC-08  finds-the-port")
                .contains("expected  400, since the port is missing")
                .contains("again     curl -X PUT 'http://h/v1/etl'")
                .contains("SPEC-10  sees Kubernetes: give --kubeconfig")
                .contains("MUSTs without a check yet")
                .contains("exit code 1");
        assertThat(text.lines().filter(line -> line.startsWith("  ")))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
    }

    @Test
    void every_requirement_is_once_in_every_report() throws Exception {
        outcome("a", FAILURE, "SPEC-06");
        ConformanceReport report = report("SPEC");

        report.write(folder);

        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("conformance.json").toFile());
        assertThat(json.path("requirements").findValuesAsText("id"))
                .containsExactlyElementsOf(catalogue.requirements().stream()
                        .map(requirement -> requirement.id())
                        .toList());
        assertThat(json.path("statistics").path("failed").asInt()).isEqualTo(1);
        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("conformance-junit.xml").toFile());
        assertThat(xml.getElementsByTagName("testcase").getLength())
                .isEqualTo(catalogue.requirements().size());
        assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(1);
        assertThat(folder.resolve("conformance.txt")).content().contains("SPEC-06");
    }

    private void outcome(String name, Verdict verdict, String... ids) {
        checks.add(new CheckOutcome(name, Set.of(ids), verdict, Duration.ofMillis(250)));
    }

    private ConformanceReport report(String only) {
        RunFacts facts = new RunFacts(
                "document", "http://127.0.0.1:1", "3.11", 42, Instant.EPOCH, Duration.ofSeconds(3), trouble);
        return ConformanceReport.of(facts, catalogue, Selection.parse(only, catalogue)::holds, checks);
    }

    private static String printed(ConformanceReport report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), Style.plain(120));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
