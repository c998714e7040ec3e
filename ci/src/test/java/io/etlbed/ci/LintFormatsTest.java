package io.etlbed.ci;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of {@code etlbed lint} that programs read. */
class LintFormatsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path temp;

    private Path file;

    @BeforeEach
    void a_file_with_two_mistakes_and_one_with_a_warning() throws IOException {
        file = Files.writeString(
                temp.resolve("a spec, 100%: ü.yaml"),
                LintTest.MD5.replace("name: default", "name: \"50%,\\n:\"").replace("port: default", "port: 80"));
        Files.writeString(temp.resolve("warned.yaml"), LintTest.MD5.replace("compute-md5", "md5"));
    }

    @Test
    void json_tells_everything_of_each_diagnostic() throws IOException {
        CommandRun run = CommandRun.of("lint", "--format", "json", file.toString());
        JsonNode report = JSON.readTree(run.out());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        assertThat(report.path("errors").asInt()).isEqualTo(2);
        JsonNode first = report.path("diagnostics").path(0);
        assertThat(first.path("file").asText()).isEqualTo(file.toString());
        assertThat(first.path("line").asInt()).isEqualTo(10);
        assertThat(first.path("column").asInt()).isEqualTo(17);
        assertThat(first.path("end_column").asInt()).isEqualTo(26);
        assertThat(first.path("rule").asText()).isEqualTo("SPEC-07");
        assertThat(first.path("found").asText()).isEqualTo("\"50%,\\n:\"");
        assertThat(first.path("fixable").asBoolean()).isTrue();
    }

    @Test
    void github_gets_a_command_a_line_with_what_it_reads_itself_escaped() {
        CommandRun run = CommandRun.of("lint", "--format", "github", file.toString());
        String name = file.toString().replace("%", "%25").replace(":", "%3A").replace(",", "%2C");
        assertThat(run.out().lines())
                .hasSize(2)
                .first()
                .isEqualTo("::error file=" + name + ",line=10,endLine=10,col=17,endColumn=26,title=SPEC-07::"
                        + "spec.containers[0].ports[0].name: found \"50%25,\\n:\", expected \"default\"");
    }

    @Test
    void warnings_are_warnings_in_every_format() throws IOException {
        String warned = temp.resolve("warned.yaml").toString();
        assertThat(CommandRun.of("lint", "--format", "github", warned).out()).startsWith("::warning file=");
        JsonNode sarif =
                JSON.readTree(CommandRun.of("lint", "--format", "sarif", warned).out());
        assertThat(sarif.at("/runs/0/results/0/level").asText()).isEqualTo("warning");
        assertThat(sarif.at("/runs/0/results/0/ruleId").asText()).isEqualTo("NAME-03");
    }

    /** What the schema of SARIF 2.1.0 requires of the members that are used, and what code hosts require beyond. */
    @Test
    void sarif_is_as_its_schema_has_it() throws IOException {
        CommandRun run = CommandRun.of("lint", "--format", "sarif", temp.toString());
        JsonNode sarif = JSON.readTree(run.out());
        assertOnly(sarif, Set.of("$schema", "version", "runs"));
        assertThat(sarif.path("version").asText()).isEqualTo("2.1.0");
        assertThat(URI.create(sarif.path("$schema").asText())).hasScheme("https");
        assertThat(sarif.path("runs").isArray()).isTrue();
        JsonNode sarifRun = sarif.at("/runs/0");
        assertOnly(sarifRun, Set.of("tool", "columnKind", "results"));
        assertThat(sarifRun.path("columnKind").asText()).isIn("utf16CodeUnits", "unicodeCodePoints");
        JsonNode driver = sarifRun.at("/tool/driver");
        assertThat(driver.path("name").asText()).isNotBlank();
        assertThat(driver.path("semanticVersion").asText()).matches("\\d+\\.\\d+\\.\\d+");
        Set<String> ids = new HashSet<>();
        for (JsonNode rule : driver.path("rules")) {
            assertThat(ids.add(rule.path("id").asText())).isTrue();
            assertThat(rule.at("/shortDescription/text").asText()).isNotBlank();
            assertThat(rule.at("/fullDescription/text").asText()).isNotBlank();
            assertThat(rule.at("/defaultConfiguration/level").asText()).isIn("none", "note", "warning", "error");
        }
        assertThat(ids).containsExactlyInAnyOrder("SPEC-07", "SPEC-13", "NAME-03");
        assertThat(sarifRun.path("results")).hasSize(3).allSatisfy(result -> result(result, driver));
    }

    @Test
    void gitlab_gets_a_list_of_issues() throws IOException {
        JsonNode issues = JSON.readTree(
                CommandRun.of("lint", "--format", "gitlab", temp.toString()).out());
        assertThat(issues).hasSize(3).allSatisfy(issue -> {
            assertOnly(issue, Set.of("description", "check_name", "fingerprint", "severity", "location"));
            assertThat(issue.path("severity").asText()).isIn("major", "minor");
            assertThat(issue.at("/location/path").asText()).endsWith(".yaml");
            assertThat(issue.at("/location/lines/begin").asInt()).isPositive();
        });
    }

    @Test
    void a_report_goes_into_a_file_and_text_to_the_terminal() throws IOException {
        Path report = temp.resolve("report.sarif");
        CommandRun run = CommandRun.of("lint", "--format", "sarif", "--output", report.toString(), file.toString());
        assertThat(run.out()).contains(": error: ").doesNotContain("{\n");
        assertThat(JSON.readTree(report.toFile()).at("/runs/0/results")).hasSize(2);
    }

    private static void result(JsonNode result, JsonNode driver) {
        assertOnly(result, Set.of("ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"));
        String rule = driver.path("rules")
                .path(result.path("ruleIndex").asInt())
                .path("id")
                .asText();
        assertThat(result.path("ruleId").asText()).isEqualTo(rule);
        assertThat(result.at("/message/text").asText()).isNotBlank();
        JsonNode place = result.at("/locations/0/physicalLocation");
        assertThat(URI.create(place.at("/artifactLocation/uri").asText()))
                .satisfies(uri -> assertThat(Files.exists(Path.of(uri))).isTrue());
        JsonNode region = place.path("region");
        assertThat(region.path("startLine").asInt()).isPositive();
        assertThat(region.path("startColumn").asInt()).isPositive();
        assertThat(region.path("endColumn").asInt())
                .isGreaterThan(region.path("startColumn").asInt());
        assertThat(result.path("partialFingerprints")).isNotEmpty().allMatch(JsonNode::isTextual);
    }

    private static void assertOnly(JsonNode object, Set<String> members) {
        Set<String> found = new HashSet<>();
        object.fieldNames().forEachRemaining(found::add);
        assertThat(found).isEqualTo(members);
    }
}
