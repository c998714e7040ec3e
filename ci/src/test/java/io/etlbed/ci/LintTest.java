package io.etlbed.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code etlbed lint}: what it says, of what, and how it ends. */
class LintTest {

    static final String MD5 = """
            apiVersion: v1
            kind: Pod
            metadata:
              name: compute-md5
            spec:
              containers:
                - name: server
                  image: aistore/transformer_md5:latest
                  ports:
                    - name: default
                      containerPort: 80
                  readinessProbe:
                    httpGet:
                      path: /health
                      port: default
            """;

    @TempDir
    Path temp;

    @Test
    void a_right_specification_is_passed_in_silence() throws IOException {
        CommandRun run = CommandRun.of("lint", write("spec.yaml", MD5));
        assertThat(run.code()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("1 specification: 0 errors\n");
    }

    @Test
    void mistakes_are_told_as_compilers_do_with_their_rules() throws IOException {
        String file = write(
                "spec.yaml",
                MD5.replace("name: default", "name: http").replace("containerPort: 80", "containerPort: 70000"));
        CommandRun run = CommandRun.of("lint", file);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("""
                %1$s:10:17: error: spec.containers[0].ports[0].name: found "http", expected "default" [SPEC-07]
                %1$s:11:26: error: spec.containers[0].ports[0].containerPort: found 70000 (a number), expected a number \
                from 1 to 65535 [SPEC-08]
                """.formatted(file));
        assertThat(run.err()).isEqualTo("1 specification: 2 errors (1 mended by --fix)\n");
    }

    @Test
    void excerpts_point_at_what_is_meant() throws IOException {
        String file = write("spec.yaml", MD5.replace("port: default", "port: \"htt\u001b[31mp\" # wrong"));
        CommandRun run = CommandRun.of("lint", "--excerpts", file);
        assertThat(run.out()).contains("found the character U+001B").contains("""
                 15 |           port: "htt·[31mp" # wrong
                    |                     ^~~~~~~
                """);
        String other = write("other.yaml", MD5.replace("port: default", "port: \"http\" # wrong"));
        assertThat(CommandRun.of("lint", "--excerpts", other).out()).endsWith("""
                 15 |           port: "http" # wrong
                    |                 ^~~~~~
                """);
    }

    @Test
    void documents_of_one_file_are_checked_each_at_its_own_lines() throws IOException {
        String wrong = MD5.replace("name: default", "name: http");
        String file =
                write("specs.yaml", "# two\n---\n" + MD5 + "---\n" + wrong + "...\n---\n# nothing\n---\n" + wrong);
        CommandRun run = CommandRun.of("lint", file);
        assertThat(run.out()).contains(file + ":28:17: error: ", file + ":47:17: error: ");
        assertThat(run.err()).startsWith("3 specifications: 2 errors");
    }

    @Test
    void of_folders_the_Pods_are_checked_and_the_rest_is_counted() throws IOException {
        write("a/spec.yaml", MD5);
        write("a/b/deployment.yml", "apiVersion: apps/v1\nkind: Deployment\nspec: {}\n");
        write("a/b/values.yaml", "replicas: 3\n");
        write("a/b/wrong.YAML", MD5.replace("kind: Pod", "kind: pod"));
        write("a/.hidden/wrong.yaml", "kind: Pod");
        write("a/notes.txt", "no: yaml: at all");
        CommandRun run = CommandRun.of("lint", temp.resolve("a").toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).hasLineCount(1).contains("wrong.YAML:2:7: error: kind: found \"pod\"");
        assertThat(run.err()).contains("2 specifications: 1 error", "2 documents of another kind passed over");
    }

    @Test
    void what_is_named_itself_is_checked_whatever_it_is() throws IOException {
        CommandRun run = CommandRun.of("lint", write("d.yaml", "apiVersion: apps/v1\nkind: Deployment\n"));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains(":2:7: error: kind: found \"Deployment\", expected \"Pod\" [SPEC-01]");
    }

    @Test
    void standard_input_is_read_by_a_dash() {
        CommandRun run = CommandRun.fed(MD5.replace("kind: Pod", "kind: Job"), "lint", "-");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).startsWith("-:2:7: error: kind: ");
    }

    @Test
    void a_name_that_is_no_id_is_a_warning_and_in_strict_runs_an_error() throws IOException {
        String file = write("spec.yaml", MD5.replace("compute-md5", "transformer-torchvision"));
        CommandRun lenient = CommandRun.of("lint", file);
        assertThat(lenient.code()).isZero();
        assertThat(lenient.out())
                .startsWith(file + ":4:9: warning: metadata.name: found \"transformer-torchvision\"")
                .contains("it is the ETL_ID where the init names none [NAME-03]");
        assertThat(CommandRun.of("lint", "--strict", file).code()).isEqualTo(1);
    }

    @Test
    void what_the_message_says_wins_over_the_annotation() throws IOException {
        String file = write(
                "spec.yaml",
                "apiVersion: v1\nkind: Pod\nmetadata: {name: program}\nspec: {containers: [{name: p, image: i,"
                        + " command: [cat]}]}\n");
        assertThat(CommandRun.of("lint", "--communication", "io://", file).code())
                .isZero();
        assertThat(CommandRun.of("lint", file).out()).contains("[SPEC-06]", "[SPEC-09]");
    }

    @Test
    void files_that_are_not_there_are_told_before_anything_is_read() throws IOException {
        CommandRun run = CommandRun.of("lint", write("wrong.yaml", "kind: x"), temp + "/no-such.yaml");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("etlbed: there is no file '").contains("no-such.yaml");
    }

    @Test
    @Timeout(30)
    void a_thousand_files_take_seconds() throws IOException {
        for (int i = 0; i < 1000; i++) {
            write("many/spec-" + i + ".yaml", i % 2 == 0 ? MD5 : MD5.replace("port: default", "port: 80"));
        }
        CommandRun run = CommandRun.of("lint", temp.resolve("many").toString());
        assertThat(run.err()).startsWith("1000 specifications: 500 errors (500 mended by --fix)");
    }

    private String write(String name, String text) throws IOException {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text).toString();
    }
}
