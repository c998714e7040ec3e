package io.etlbed.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code etlbed fuzz}, where it needs no cluster. */
class FuzzTest {

    private static final String FAILING = """
            {"target": "lint", "kind": "kept", "input": {"spec": "kind: Pod"},
             "expected": [{"rule": "SPEC-02", "path": "metadata", "line": 1, "column": 1}]}
            """;

    @TempDir
    Path temp;

    @Test
    void what_was_tried_is_counted_and_told() {
        CommandRun run = CommandRun.of(
                "fuzz",
                "--target",
                "lint",
                "--examples",
                "300",
                "--seed",
                "5",
                "--counts",
                "--folder",
                temp.toString());
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out())
                .contains("  SPEC-07+SPEC-13\n", "no specification breaks both: ", "COMM-04+SPEC-02")
                .contains(
                        "302 cases of lint by seed 5 in ",
                        "each rule at least 2 times, each pair of rules at least 2 times")
                .endsWith("nothing was wrong\n");
    }

    @Test
    void what_was_found_before_is_tried_first() throws IOException {
        Files.writeString(temp.resolve("lint-kept.json"), FAILING);
        CommandRun run = CommandRun.of("fuzz", "--target", "lint", "--examples", "1", "--folder", temp.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("3 kept from before", "found: not reported: SPEC-02 metadata at 1:1");
        assertThat(run.out()).contains("1 thing was wrong");
    }

    @Test
    void one_case_is_tried_again_by_itself() throws IOException {
        Path file = Files.writeString(temp.resolve("case.json"), FAILING);
        CommandRun run = CommandRun.of("fuzz", "--replay", file.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).startsWith("not reported: SPEC-02 metadata at 1:1\n");
    }

    @Test
    void a_file_that_is_no_case_is_told() throws IOException {
        Path file = Files.writeString(temp.resolve("case.json"), "{\"target\": \"moon\"}");
        CommandRun run = CommandRun.of("fuzz", "--replay", file.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("etlbed: a case of fuzzing names its \"target\": one of spec, name, code, http,");
    }
}
