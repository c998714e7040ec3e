package io.etlbed.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.etlbed.conformance.ConformanceException;
import io.etlbed.conformance.baseline.Baseline;
import io.etlbed.conformance.baseline.KnownFailure;
import io.etlbed.conformance.catalogue.Catalogue;
import io.etlbed.conformance.catalogue.Selection;
import io.etlbed.conformance.check.Exemption;
import io.etlbed.conformance.check.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class ConformanceReportTest {

    private static final Verdict FAILURE = new Verdict.Fail(
            "200 \u001b[31mok\u0000",
            "400, since the port is missing",
            "a hint",
            Optional.of("curl -X PUT 'http://h/v1/etl'"));

    private final Catalogue catalogue = Catalogue.load();
    private final List<CheckOutcome> checks = new ArrayList<>();
    private final Map<String, Exemption> exemptions = new HashMap<>();
    private Terms terms = Terms.PLAIN;
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
                .contains("Without a check")
                .contains("exit code 1");
        assertThat(text.lines().filter(line -> line.startsWith("  ")))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
    }

    @Test
    void with_a_baseline_it_ends_with_1_for_each_change_and_for_nothing_else() {
        outcome("fails-as-ever", known("fails-as-ever"), "SPEC-01");
        terms = new Terms(false, Optional.of(baseline("fails-as-ever", "not-run")));
        assertThat(report("SPEC-01").exitCode()).isEqualTo(ConformanceReport.PASSED);
        assertThat(printed(report("SPEC-01")))
                .contains("Nothing has changed against the baseline.", "in the baseline, but not run: not-run");

        outcome("fails-anew", FAILURE, "SPEC-16");
        assertThat(report("SPEC-01, 16").exitCode()).isEqualTo(ConformanceReport.FAILED);
        assertThat(printed(report("SPEC-01, 16"))).contains("fails, and is not in the baseline: fails-anew");
    }

    @Test
    void a_known_failure_that_passes_ends_it_with_1_and_is_said() {
        outcome("mended", Verdict.pass(), "SPEC-01");
        terms = new Terms(false, Optional.of(baseline("mended")));

        assertThat(report("SPEC-01").exitCode()).isEqualTo(ConformanceReport.FAILED);
        assertThat(printed(report("SPEC-01")))
                .contains("passes, though the baseline says that it fails: mended; take it out of the baseline");
    }

    @Test
    void strictly_each_failure_counts_known_or_no_must() {
        terms = new Terms(true, Optional.empty());
        outcome("a", FAILURE, "SPEC-16");
        assertThat(report("SPEC-16").exitCode()).isEqualTo(ConformanceReport.FAILED);

        terms = new Terms(true, Optional.of(baseline("b")));
        outcome("b", known("b"), "SPEC-01");
        assertThat(report("SPEC-01").exitCode()).isEqualTo(ConformanceReport.FAILED);
    }

    @Test
    void what_does_not_apply_is_not_open_and_is_explained() {
        exemptions.put("SPEC-01", new Exemption("no YAML there", "seen"));

        assertThat(report("SPEC-01").exitCode()).isEqualTo(ConformanceReport.PASSED);
        assertThat(printed(report("SPEC-01"))).contains("SPEC-01  does not apply: no YAML there [seen]");
    }

    @Test
    void the_failures_of_a_run_are_a_baseline_that_it_passes() {
        outcome("a", FAILURE, "SPEC-06");
        outcome("b", Verdict.pass(), "SPEC-01");

        ConformanceReport report = report("SPEC-01, 06");

        assertThat(report.baseline().failures()).extracting(KnownFailure::check).containsExactly("a");
        assertThat(report.against(report.baseline()).exitCode()).isEqualTo(ConformanceReport.PASSED);
    }

    @Test
    void a_baseline_that_is_written_anew_keeps_its_reasons() {
        terms = new Terms(
                false, Optional.of(Baseline.of(List.of(new KnownFailure("a", "long ago", "since the last release")))));
        outcome("a", known("a"), "SPEC-06");

        assertThat(report("SPEC-06").baseline().failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo("since the last release"))
                .satisfies(failure -> assertThat(failure.found()).startsWith("200 "));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40})
    void the_json_is_as_its_schema_says(int failures) throws Exception {
        SampleReport.with(failures).write(folder);

        assertThat(complaints(new ObjectMapper()
                        .readTree(folder.resolve("conformance.json").toFile())))
                .isEmpty();
    }

    @Test
    void the_schema_knows_what_is_wrong() throws Exception {
        SampleReport.with(1).write(folder);
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("conformance.json").toFile());
        ((ObjectNode) json.path("requirements").get(0))
                .put("verdict", "perhaps")
                .remove("level");
        ((ObjectNode) json).put("exit_code", 2);

        assertThat(complaints(json))
                .hasSize(3)
                .anyMatch(each -> each.contains("verdict"))
                .anyMatch(each -> each.contains("level"))
                .anyMatch(each -> each.contains("exit_code"));
    }

    @Test
    void the_badge_is_a_picture_that_says_how_it_ended() throws Exception {
        SampleReport.with(1).write(folder);

        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("conformance.svg").toFile());
        assertThat(svg.getDocumentElement().getAttribute("aria-label"))
                .matches("AIS-ETL document: \\d+ of 84 pass, 1 fail");
    }

    @Test
    void two_reports_are_compared_requirement_by_requirement() throws Exception {
        outcome("a", FAILURE, "SPEC-06");
        outcome("b", Verdict.pass(), "SPEC-01");
        outcome("c", Verdict.pass(), "SPEC-04");
        report("SPEC-01, 04, 06").write(folder.resolve("old"));
        checks.clear();
        outcome("a", Verdict.pass(), "SPEC-06");
        outcome("b", FAILURE, "SPEC-01");
        outcome("c", new Verdict.Skip("no probe"), "SPEC-04");
        report("SPEC-01, 04, 06").write(folder.resolve("new"));

        ReportDiff diff =
                ReportDiff.between(folder.resolve("old/conformance.json"), folder.resolve("new/conformance.json"));

        assertThat(diff.worse()).extracting(ReportDiff.Change::name).containsExactly("SPEC-01", "SPEC-01 b");
        assertThat(diff.better()).extracting(ReportDiff.Change::name).containsExactly("SPEC-06", "SPEC-06 a");
        assertThat(diff.lines(Style.plain(120)))
                .contains("· SPEC-04 c: pass → skip  no probe", "2 worse, 2 better, 2 otherwise");
    }

    @Test
    void what_is_no_report_is_not_compared() throws Exception {
        Path other = Files.writeString(folder.resolve("other.json"), "{\"format\": 7}");

        assertThatThrownBy(() -> ReportDiff.between(other, other))
                .isInstanceOf(ConformanceException.class)
                .hasMessageContaining("other.json is no conformance.json of this format, 1");
    }

    private static List<String> complaints(JsonNode json) {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(JsonReport.class.getResourceAsStream("conformance-report.schema.json"));
        return schema.validate(json).stream().map(ValidationMessage::getMessage).toList();
    }

    private static Verdict known(String check) {
        return baseline(check).verdict(check, FAILURE);
    }

    private static Baseline baseline(String... checks) {
        return Baseline.of(
                Stream.of(checks).map(check -> new KnownFailure(check, "", "")).toList());
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
        checks.add(new CheckOutcome(name, Set.of(ids), verdict, Duration.ofMillis(250), Optional.empty()));
    }

    private ConformanceReport report(String only) {
        RunFacts facts = new RunFacts(
                "document",
                "http://127.0.0.1:1",
                "3.11",
                42,
                Instant.EPOCH,
                Duration.ofSeconds(3),
                trouble,
                "etlbed conformance run --seed 42");
        return ConformanceReport.of(
                facts, catalogue, Selection.parse(only, catalogue)::holds, exemptions, checks, terms);
    }

    private static String printed(ConformanceReport report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), Style.plain(120));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
