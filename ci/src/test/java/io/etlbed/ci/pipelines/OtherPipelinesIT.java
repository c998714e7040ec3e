package io.etlbed.ci.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.ci.pipelines.Pipeline.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reusable workflow, and the examples for GitLab and Jenkins: what they run is taken out of them and run. */
class OtherPipelinesIT {

    private static final String CLONES = """
            [ "$1" = clone ] || exit 9
            for last; do :; done
            mkdir -p "$last/ci" && cp -R "$HOME_OF_ETLBED/ci/pipelines" "$last/ci/"
            """;

    private static final String RECORDS = """
            echo "etlbed $*" >> "$RECORD"
            [ "$1 $2" != 'conformance run' ] || { echo '{}' > etlbed-report/conformance.json
                echo '<p>' > etlbed-report/conformance.html; echo 'a table' > etlbed-report/conformance.txt; }
            """;

    @TempDir
    Path temp;

    private Pipeline pipeline;
    private Path record;

    @BeforeEach
    void a_runner() throws IOException {
        record = temp.resolve("record");
        pipeline = new Pipeline(temp)
                .with("RECORD", record)
                .with("HOME_OF_ETLBED", Pipeline.top())
                .program("etlbed", RECORDS)
                .program("git", CLONES)
                .program("curl", "exit 22\n");
        pipeline.with("ETLBED_COMMAND", pipeline.program("etlbed"));
    }

    @Test
    void the_jobs_of_gitlab_run() throws Exception {
        Map<String, Object> job =
                Pipeline.map(Pipeline.yaml("ci/pipelines/etlbed.gitlab-ci.yml").get(".etlbed"));
        assertThat(job.keySet())
                .isSubsetOf("image", "variables", "cache", "before_script", "script", "after_script", "artifacts");
        pipeline.with("CI_API_V4_URL", "http://none")
                .with("CI_PROJECT_DIR", pipeline.work)
                .with("CI_JOB_TOKEN", "t");
        pipeline.with("CI_PROJECT_ID", "1").with("CI_DEFAULT_BRANCH", "main").with("CI_JOB_NAME", "etl");
        Pipeline.map(job.get("variables"))
                .forEach((name, value) ->
                        pipeline.with(name, value.toString().replace("$CI_PROJECT_DIR", pipeline.work.toString())));
        pipeline.with("ETLBED_REPOSITORY", "https://example.com/etlbed.git").with("ETLBED_SPECS", "etl");
        for (String part : List.of("before_script", "script", "after_script")) {
            Ended ended = pipeline.run(String.join("\n", lines(job.get(part))));
            assertThat(ended.code()).as(ended.output()).isZero();
        }
        assertThat(Files.readString(record))
                .contains("etlbed lint --format gitlab --output etlbed-report/code-quality.json -- etl\n")
                .endsWith("etlbed lint --format text -- etl\netlbed conformance run --report etlbed-report\n");
        Map<String, Object> artifacts = Pipeline.map(job.get("artifacts"));
        assertThat(Pipeline.map(artifacts.get("reports")))
                .containsEntry("codequality", "etlbed-report/code-quality.json")
                .containsEntry("junit", "etlbed-report/conformance-junit.xml");
    }

    @Test
    void the_stages_of_jenkins_run() throws Exception {
        String file = Files.readString(Pipeline.top().resolve("ci/pipelines/Jenkinsfile"));
        assertThat(file.chars().filter(c -> c == '{').count())
                .isEqualTo(file.chars().filter(c -> c == '}').count());
        assertThat(file).contains("pipeline {", "agent any", "stages {", "post {");
        pipeline.with("ETLBED_REF", "main").with("ETLBED_REPOSITORY", "x").with("ETLBED_SPECS", "etl");
        Pattern.compile("(ETLBED_\\w+) = '(.*)'")
                .matcher(file)
                .results()
                .forEach(found -> pipeline.with(found.group(1), found.group(2)));
        List<String> shells = Pattern.compile("sh '''\n(.*?)'''", Pattern.DOTALL)
                .matcher(file)
                .results()
                .map(found -> found.group(1).stripIndent())
                .toList();
        assertThat(shells).hasSize(4);
        for (String shell : shells) {
            Ended ended = pipeline.run(shell);
            assertThat(ended.code()).as(ended.output()).isZero();
        }
        assertThat(Files.readString(record))
                .contains("etlbed lint --format text -- etl\n", "etlbed conformance run --report etlbed-report\n");
    }

    @Test
    void the_reusable_workflow_calls_the_action_with_inputs_that_it_has() throws Exception {
        Map<String, Object> workflow = Pipeline.yaml(".github/workflows/etlbed.yml");
        Map<String, Object> inputs =
                Pipeline.map(Pipeline.map(Pipeline.map(workflow.get("on")).get("workflow_call"))
                        .get("inputs"));
        inputs.forEach((name, input) -> assertThat(Pipeline.map(input))
                .as(name)
                .containsKeys("description", "type")
                .containsAnyOf(Map.entry("type", "string"), Map.entry("type", "boolean")));
        Map<String, Object> jobs = Pipeline.map(workflow.get("jobs"));
        jobs.values()
                .forEach(job -> assertThat(Pipeline.map(job))
                        .containsKeys("runs-on", "steps", "permissions", "timeout-minutes"));
        assertThat(Pipeline.expressions(workflow.toString()))
                .filteredOn(each -> each.startsWith("inputs."))
                .allMatch(each -> inputs.containsKey(each.substring(7)));
        Map<String, Object> call = steps(jobs).stream()
                .filter(step -> "./.etlbed-action".equals(step.get("uses")))
                .findFirst()
                .orElseThrow();
        assertThat(Pipeline.map(Pipeline.yaml("action.yml").get("inputs")).keySet())
                .containsAll(Pipeline.map(call.get("with")).keySet());
    }

    @Test
    void the_report_becomes_the_front_page() throws Exception {
        Map<String, Object> workflow = Pipeline.yaml(".github/workflows/etlbed.yml");
        String shell = steps(Pipeline.map(workflow.get("jobs"))).stream()
                .filter(step -> step.containsKey("run"))
                .map(step -> step.get("run").toString())
                .findFirst()
                .orElseThrow();
        assertThat(shell).doesNotContain("${{");
        Files.createDirectories(pipeline.work.resolve("etlbed-report"));
        Files.writeString(pipeline.work.resolve("etlbed-report/conformance.html"), "<p>");
        assertThat(pipeline.run(shell).code()).isZero();
        assertThat(pipeline.work.resolve("etlbed-page/index.html")).hasContent("<p>");
    }

    @Test
    void what_is_not_understood_is_told() throws Exception {
        String script = "\"" + Pipeline.top().resolve("ci/pipelines/etlbed-ci") + "\" ";
        assertThat(pipeline.run(script).output()).contains("lint, run, before, compare or summary is expected");
        assertThat(pipeline.run(script + "lint").output()).contains("ETLBED_SPECS names no files to check");
        assertThat(pipeline.with("ETLBED_RUN", "fly").run(script + "run").code())
                .isEqualTo(2);
    }

    private static List<Map<String, Object>> steps(Map<String, Object> jobs) {
        return Pipeline.list(Pipeline.map(jobs.get("etlbed")).get("steps"));
    }

    private static List<String> lines(Object list) {
        return ((List<?>) list).stream().map(Object::toString).toList();
    }
}
