package io.etlbed.ci.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.ci.pipelines.Pipeline.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The GitHub Action: its steps are taken out of {@code action.yml} and run, the other actions and etlbed stood in for. */
class ActionIT {

    private static final String RECORDS = """
            echo "etlbed $*" >> "$RECORD"
            [ "$1" != conformance ] || [ "$2" != run ] || { echo '{}' > etlbed-report/conformance.json
                echo 'a table' > etlbed-report/conformance.txt; }
            [ "$1 $2" != 'conformance diff' ] || { echo 'SPEC-01: pass -> fail'; exit 1; }
            exit ${ENDS:-0}
            """;

    @TempDir
    Path temp;

    private Pipeline pipeline;
    private Map<String, Object> action;
    private Path record;

    @BeforeEach
    void a_runner() throws IOException {
        action = Pipeline.yaml("action.yml");
        record = temp.resolve("record");
        pipeline = new Pipeline(temp)
                .with("GITHUB_ACTIONS", "true")
                .with("GITHUB_ACTION_PATH", Pipeline.top())
                .with("GITHUB_WORKFLOW", "build")
                .with("GITHUB_RUN_ID", "5")
                .with("GITHUB_STEP_SUMMARY", temp.resolve("summary.md"))
                .with("RECORD", record)
                .program("etlbed", RECORDS)
                .program("gh", "exit 1\n");
        pipeline.with("ETLBED_COMMAND", pipeline.program("etlbed"));
    }

    @Test
    void it_has_the_shape_of_a_composite_action() {
        assertThat(action).containsKeys("name", "description", "inputs", "runs");
        Pipeline.map(action.get("inputs"))
                .forEach((name, input) -> assertThat(Pipeline.map(input))
                        .as(name)
                        .containsKeys("description", "default")
                        .allSatisfy((key, value) -> assertThat(key).isIn("description", "default", "required")));
        Pipeline.map(action.get("outputs"))
                .values()
                .forEach(output -> assertThat(Pipeline.map(output)).containsOnlyKeys("description", "value"));
        assertThat(Pipeline.map(action.get("runs"))).containsEntry("using", "composite");
        for (Map<String, Object> step : steps()) {
            assertThat(step.keySet()).isSubsetOf(Set.of("name", "id", "if", "uses", "with", "run", "shell", "env"));
            assertThat(step.containsKey("run")).isNotEqualTo(step.containsKey("uses"));
            if (step.containsKey("run")) {
                assertThat(step).containsKey("shell");
            } else {
                assertThat(step.get("uses").toString()).matches("[\\w-]+(/[\\w-]+)+@v\\d+");
            }
        }
    }

    /** Whoever opens a pull request writes some of them. */
    @Test
    void nothing_that_is_given_is_read_as_a_command() {
        assertThat(steps())
                .filteredOn(step -> step.containsKey("run"))
                .allSatisfy(step -> assertThat(step.get("run").toString()).doesNotContain("${{"));
    }

    @Test
    void every_input_is_used_and_every_one_that_is_used_is_declared() {
        Set<String> declared = Pipeline.map(action.get("inputs")).keySet();
        List<String> used = new ArrayList<>();
        for (Map<String, Object> step : steps()) {
            used.addAll(Pipeline.expressions(step.toString()));
            used.add(step.getOrDefault("if", "").toString());
        }
        assertThat(used.stream()
                        .flatMap(text ->
                                Pattern.compile("inputs\\.(\\w+)").matcher(text).results())
                        .map(found -> found.group(1)))
                .containsAll(declared)
                .allMatch(declared::contains);
    }

    @Test
    void a_run_passes_on_what_is_given_and_no_more() throws Exception {
        Map<String, String> inputs = Map.of(
                "endpoint", "http://gateway:8080",
                "only", "SPEC,NAME",
                "baseline", "a file.yaml",
                "strict", "true",
                "arguments", "--seed\n7; touch hacked\n$(touch hacked)");
        Ended ended = runAll(inputs);
        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(Files.readString(record))
                .isEqualTo("etlbed conformance run --report etlbed-report --endpoint http://gateway:8080 --baseline a"
                        + " file.yaml --only SPEC,NAME --strict --seed 7; touch hacked $(touch hacked)\n");
        assertThat(pipeline.work.resolve("hacked")).doesNotExist();
        assertThat(Files.readString(temp.resolve("summary.md"))).contains("#### conformance.txt\n\n    a table\n");
        assertThat(ended.output()).contains("the main branch has no report to compare with yet", "nothing to compare");
    }

    @Test
    void what_is_worse_than_on_the_main_branch_fails_and_is_told() throws Exception {
        pipeline.program("gh", """
                echo "gh $*" >> "$RECORD"
                [ "$1 $2" != 'run list' ] || echo 4
                [ "$1 $2" != 'run download' ] || echo '{}' > etlbed-before/conformance.json
                """);
        Ended ended = runAll(Map.of("main", "trunk"));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(Files.readString(record))
                .contains("gh run list --workflow build --branch trunk --status success", "gh run download 4 --name")
                .contains("etlbed conformance diff etlbed-before/conformance.json etlbed-report/conformance.json");
        assertThat(ended.output()).contains("SPEC-01: pass -> fail");
        assertThat(Files.readString(temp.resolve("summary.md"))).contains("    SPEC-01: pass -> fail\n");
    }

    @Test
    void a_partial_run_passes_unless_it_is_to_fail() throws Exception {
        pipeline.with("ENDS", "3");
        assertThat(runAll(Map.of()).code()).isZero();
        assertThat(runAll(Map.of("partial", "fail")).code()).isEqualTo(3);
    }

    @Test
    void playbooks_and_tests_of_ones_own_are_run_too() throws Exception {
        assertThat(runAll(Map.of("run", "playbook", "playbooks", "md5\nimagenet-inline:torch"))
                        .code())
                .isZero();
        assertThat(runAll(Map.of("run", "tests", "tests", "echo tested > tested; etlbed up && exit 6"))
                        .code())
                .isEqualTo(6);
        assertThat(Files.readString(record))
                .isEqualTo("etlbed playbook run --report etlbed-report md5 imagenet-inline:torch\netlbed up\n");
        assertThat(pipeline.work.resolve("tested")).exists();
    }

    /** With the real command. */
    @Test
    void conformance_leaves_its_reports_and_is_compared_with_those_of_the_main_branch() throws Exception {
        realCommand();
        pipeline.program("gh", """
                [ "$1 $2" != 'run list' ] || echo 4
                [ "$1 $2" != 'run download' ] || cp etlbed-report/conformance.json etlbed-before/
                """);
        Ended ended = runAll(Map.of("only", "NAME-01", "strict", "true", "arguments", "--inproc\n--targets\n1"));
        assertThat(ended.code()).as(ended.output()).isZero();
        Path report = pipeline.work.resolve("etlbed-report");
        assertThat(report.resolve("conformance.html")).isNotEmptyFile();
        assertThat(report.resolve("conformance-junit.xml")).isNotEmptyFile();
        assertThat(report.resolve("diff.txt")).isNotEmptyFile();
        assertThat(temp.resolve("summary.md")).content().contains("NAME-01");
    }

    /** With the real command. */
    @Test
    void lines_of_specifications_that_are_wrong_are_annotated() throws Exception {
        realCommand();
        Path specs = Files.createDirectories(pipeline.work.resolve("my specs"));
        Files.writeString(specs.resolve("spec.yaml"), "apiVersion: v1\nkind: pod\n");
        Ended ended = runAll(Map.of("specs", "my specs", "run", "none"));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output())
                .contains("::error file=my specs/spec.yaml,line=2,endLine=2,col=7,endColumn=10,title=");
        assertThat(pipeline.work.resolve("etlbed-report/lint.sarif")).content().contains("\"2.1.0\"", "my%20specs");
        assertThat(pipeline.work.resolve("etlbed-report/code-quality.json"))
                .content()
                .contains("\"path\" : \"my specs/spec.yaml\"");
    }

    private void realCommand() throws IOException {
        pipeline.program("etlbed", """
                exec '%s' -XX:TieredStopAtLevel=1 -XX:-UsePerfData -cp '%s' io.etlbed.ci.Etlbed "$@"
                """.formatted(
                        Path.of(System.getProperty("java.home"), "bin/java"), System.getProperty("java.class.path")));
    }

    /** Every step that is to run, with what the runner would give it; goes on after one that fails as a runner does. */
    private Ended runAll(Map<String, String> given) throws IOException, InterruptedException {
        Files.deleteIfExists(temp.resolve("summary.md"));
        int code = 0;
        StringBuilder output = new StringBuilder();
        for (Map<String, Object> step : steps()) {
            String condition = step.getOrDefault("if", "").toString();
            if (!step.containsKey("run")
                    || !holds(condition, given)
                    || (code != 0 && !condition.contains("always()"))) {
                continue;
            }
            Pipeline.map(step.getOrDefault("env", Map.of()))
                    .forEach((name, value) -> pipeline.with(name, filled(value.toString(), given)));
            Ended ended = pipeline.run(step.get("run").toString());
            output.append(ended.output());
            code = code == 0 ? ended.code() : code;
        }
        return new Ended(code, output.toString());
    }

    private boolean holds(String condition, Map<String, String> given) {
        for (String term : condition.isEmpty() ? new String[0] : condition.split(" && ")) {
            var comparison = Pattern.compile("inputs\\.(\\w+) (==|!=) '(.*)'").matcher(term);
            if (comparison.matches()) {
                boolean equal = input(comparison.group(1), given).equals(comparison.group(3));
                if (equal != comparison.group(2).equals("==")) {
                    return false;
                }
            } else {
                assertThat(term).isEqualTo("always()");
            }
        }
        return true;
    }

    private String filled(String text, Map<String, String> given) {
        String filled = text;
        for (String expression : Pipeline.expressions(text)) {
            String value = expression.startsWith("inputs.") ? input(expression.substring(7), given) : "";
            filled = filled.replace("${{ " + expression + " }}", value);
        }
        return filled;
    }

    private String input(String name, Map<String, String> given) {
        Map<String, Object> inputs = Pipeline.map(action.get("inputs"));
        return given.getOrDefault(
                name, Pipeline.map(inputs.get(name)).get("default").toString());
    }

    private List<Map<String, Object>> steps() {
        return Pipeline.list(Pipeline.map(action.get("runs")).get("steps"));
    }
}
