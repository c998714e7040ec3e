package io.etlbed.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code etlbed lint --fix}: only what is mechanical, and nothing else of the file. */
class LintFixTest {

    private static final String WRONG = """
            # A transformer,   with comments.
            apiversion: v1
            kind: pod
            metadata: { name: compute-md5,   annotations: {communication_type: HPUSH, wait_timeout: "5 M"} }
            spec:
                containers:
                  - image: 'aistore/transformer_md5:latest'   # the documents' own
                    name: server
                    ports:
                    - containerPort: "8080"

                      name: 'http'
                    env:
                        - {name: LEVEL, value: 5}
                    readinessProbe:
                        initialDelaySeconds: "3"
                        httpget: { path: /health, port: 8080 }
            """;

    private static final String RIGHT = """
            # A transformer,   with comments.
            apiVersion: v1
            kind: Pod
            metadata: { name: compute-md5,   annotations: {communication_type: hpush://, wait_timeout: 5m} }
            spec:
                containers:
                  - image: 'aistore/transformer_md5:latest'   # the documents' own
                    name: server
                    ports:
                    - containerPort: 8080

                      name: default
                    env:
                        - {name: LEVEL, value: "5"}
                    readinessProbe:
                        initialDelaySeconds: 3
                        httpGet: { path: /health, port: default }
            """;

    @TempDir
    Path temp;

    @Test
    void what_is_mechanical_is_mended_and_every_other_character_stays() throws IOException {
        Path file = Files.writeString(temp.resolve("spec.yaml"), WRONG);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        CommandRun run = CommandRun.of("lint", "--fix", file.toString());
        assertThat(run.out()).isEmpty();
        assertThat(Files.readString(file)).isEqualTo(RIGHT);
        assertThat(run.code()).isZero();
        assertThat(run.err()).startsWith("1 specification: 0 errors, ").contains(" mended");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw-r--");
        assertThat(temp).isDirectoryNotContaining("glob:**lint*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: default | name: 'x' | name: default",
                "port: default | port: 80 | port: default",
                "kind: Pod | kind: pod | kind: Pod",
                "image: | Image: | image:",
                "metadata: | labels: {a: b} |",
            })
    void one_mistake_alone_is_mended_where_it_stands(String right, String wrong, String mended) throws IOException {
        Path file = Files.writeString(temp.resolve("spec.yaml"), LintTest.MD5.replace(right, wrong));
        CommandRun.of("lint", "--fix", file.toString());
        String expected = mended == null ? LintTest.MD5.replace(right, wrong) : LintTest.MD5.replace(right, mended);
        assertThat(Files.readString(file)).isEqualTo(expected);
    }

    @Test
    void missing_lines_are_put_where_they_belong() throws IOException {
        Path file = Files.writeString(
                temp.resolve("spec.yaml"),
                LintTest.MD5
                        .replace("apiVersion: v1\n", "")
                        .replace("- name: default\n          containerPort", "- containerPort")
                        .replace("          port: default\n", "")
                        .replace("\n", "\r\n"));
        assertThat(CommandRun.of("lint", "--fix", file.toString()).code()).isZero();
        assertThat(Files.readString(file))
                .isEqualTo(LintTest.MD5
                        .replace(
                                "          path: /health\n          port: default\n",
                                "          port: default\n          path: /health\n")
                        .replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "port: default | port: 9090",
                "path: /health | path: ''",
                "containerPort: 80 | containerPort: 0",
                "image: aistore/transformer_md5:latest | image: ''",
                "kind: Pod | kind: Service",
                "spec: | spec: {nodeName: n}",
            })
    void what_only_a_person_can_know_is_left(String right, String wrong) throws IOException {
        String text = LintTest.MD5.replace(right, wrong);
        Path file = Files.writeString(temp.resolve("spec.yaml"), text);
        CommandRun run = CommandRun.of("lint", "--fix", file.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains(": error: ");
        assertThat(Files.readString(file)).isEqualTo(text);
    }

    @Test
    void a_diff_shows_the_change_and_makes_none() throws IOException {
        String text = LintTest.MD5.replace("name: default", "name: http # the web");
        Path file = Files.writeString(temp.resolve("spec.yaml"), text);
        CommandRun run = CommandRun.of("lint", "--diff", file.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("""
                --- a%1$s
                +++ b%1$s
                @@ -7,7 +7,7 @@
                     - name: server
                       image: aistore/transformer_md5:latest
                       ports:
                -        - name: http # the web
                +        - name: default # the web
                           containerPort: 80
                       readinessProbe:
                         httpGet:
                """.formatted(file));
        assertThat(Files.readString(file)).isEqualTo(text);
    }

    @Test
    void standard_input_is_mended_to_standard_output_whether_it_needs_it_or_not() {
        CommandRun run = CommandRun.fed(WRONG, "lint", "--fix", "-");
        assertThat(run.out()).isEqualTo(RIGHT);
        assertThat(CommandRun.fed(RIGHT, "lint", "--fix", "-").out()).isEqualTo(RIGHT);
    }

    @Test
    void each_document_of_a_file_is_mended_by_itself() throws IOException {
        Path file =
                Files.writeString(temp.resolve("specs.yaml"), "# first\n" + WRONG + "---\nkind: Job\n---\n" + WRONG);
        CommandRun run = CommandRun.of("lint", "--fix", file.toString());
        assertThat(Files.readString(file)).isEqualTo("# first\n" + RIGHT + "---\nkind: Job\n---\n" + RIGHT);
        assertThat(run.out()).contains(":20:7: error: kind: found \"Job\"");
    }

    @Test
    void the_file_behind_a_link_is_mended_and_the_link_stays() throws IOException {
        Path file = Files.writeString(temp.resolve("real.yaml"), WRONG);
        Path link = Files.createSymbolicLink(temp.resolve("link.yaml"), file);
        CommandRun.of("lint", "--fix", link.toString());
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Files.readString(file)).isEqualTo(RIGHT);
    }
}
