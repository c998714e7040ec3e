package io.etlbed.cluster.etl.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HostileYamlTest {

    private static final String MD5 = EtlSpecsTest.MD5;

    @Test
    void a_bomb_of_aliases_is_refused_at_the_alias_that_is_too_much() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(10)));
        }
        assertThat(EtlSpecs.check(bomb.toString()).text())
                .startsWith("SPEC-01 (line 5, column ")
                .contains("more than 20000 values");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? "})
    void depth_is_bounded_whatever_it_is_made_of(String nesting) {
        assertThat(EtlSpecs.check(nesting.repeat(20_000)).text())
                .startsWith("SPEC-01 (line 1, column ")
                .contains("nested deeper than 50");
    }

    @Test
    void size_is_bounded() {
        assertThat(EtlSpecs.check("#".repeat(300_000)).text())
                .isEqualTo("SPEC-01 (line 1, column 1): found 300000 characters, expected at most 262144");
        assertThat(EtlSpecs.check("- a\n".repeat(25_000)).text()).contains("more than 20000 values");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '$',
            value = {
                "a: b: c | line 1, column 5",
                "a: *nowhere | line 1, column 4",
                "a: &x [*x] | line 1, column 8",
                "a: !!python/object:os.system x | line 1, column 4",
                "a: !!binary aGVsbG8= | line 1, column 4",
                "a: !!int many | line 1, column 4",
                "a: 'open | line 1, column ",
                "{[a]: b} | line 1, column 2",
                "a: {<<: 5} | line 1, column 9",
                "<<: *nothing | line 1, column 5",
                "%YAML 7.0 | line 1, column ",
            })
    void what_is_no_yaml_is_said_with_its_place(String yaml, String place) {
        SpecReport report = EtlSpecs.check(yaml);
        assertThat(report.violations()).hasSize(1);
        assertThat(report.text()).startsWith("SPEC-01 (" + place);
    }

    @Test
    void a_tab_is_said_in_the_whole_sentence_of_the_parser() {
        assertThat(EtlSpecs.check("kind: Pod\n\tmetadata: x").text())
                .startsWith("SPEC-01 (line 2, column 1)")
                .contains("cannot start any token")
                .contains("indentation")
                .doesNotContain("…");
    }

    @Test
    void a_control_character_is_named_with_its_place() {
        assertThat(EtlSpecs.check(MD5.replace("server\n", "ser\u0007ver\n")).text())
                .isEqualTo(
                        "SPEC-01 (line 10, column 16): found the character U+0007, expected printable characters only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "# nothing\n", "~", "5", "text", "[]", "- apiVersion: v1", "\uFEFF", "\t", "---\n...\n"
            })
    void what_is_no_mapping_is_refused(String yaml) {
        assertThat(EtlSpecs.check(yaml).violations()).hasSize(1);
        assertThat(EtlSpecs.check(yaml).text()).startsWith("SPEC-01 (line ");
    }

    @Test
    void aliases_and_merge_keys_are_understood_as_kubernetes_does() {
        String yaml = """
                apiVersion: v1
                kind: Pod
                probe: &probe {path: /, port: default}
                spec:
                  containers:
                    - &base
                      image: i
                      ports: [{name: default, containerPort: 0x50}]
                      readinessProbe: {httpGet: {<<: *probe, path: /health}}
                """;
        EtlSpec spec = EtlSpecs.check(yaml).spec().orElseThrow();
        assertThat(spec.containerPort()).hasValue(80);
        var get = spec.newPod()
                .getSpec()
                .getContainers()
                .get(0)
                .getReadinessProbe()
                .getHttpGet();
        assertThat(get.getPath()).isEqualTo("/health");
        assertThat(get.getPort().getStrVal()).isEqualTo("default");
    }

    @Test
    void messages_are_of_one_short_line_each_whatever_was_sent() {
        String yaml = MD5.replace("- name: default", "- name: \"a\\u001b[31m\\n" + "x".repeat(5_000) + "\"");
        String text = EtlSpecs.check(yaml).text();
        assertThat(text).doesNotContain("\n").doesNotContain("\u001b").contains("\\u001b[31m\\nxxx");
        assertThat(text.length()).isLessThan(250);
    }

    @Test
    void keys_of_the_users_own_are_escaped_in_paths() {
        String key = "a\\u001b[31m\\n" + "x".repeat(500);
        String text = EtlSpecs.check(MD5.replace("metadata:\n", "metadata:\n  labels: {\"" + key + "\": 5}\n"))
                .text();
        assertThat(text)
                .startsWith("SPEC-01 metadata.labels[\"a\\u001b[31m\\nxxx")
                .doesNotContain("\n")
                .doesNotContain("\u001b");
        assertThat(text.length()).isLessThan(250);
    }

    @Test
    void a_thousand_specs_take_seconds_at_most() {
        String wrong = MD5.replace("port: default", "port: 80");
        long begin = System.nanoTime();
        for (int i = 0; i < 500; i++) {
            assertThat(EtlSpecs.check(MD5 + "# " + i).valid()).isTrue();
            assertThat(EtlSpecs.check(wrong + "# " + i).valid()).isFalse();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    }
}
