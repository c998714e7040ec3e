package io.etlbed.conformance.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.conformance.ConformanceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineFileTest {

    private static final Set<String> CHECKS = Set.of("first", "second");

    @TempDir
    private Path folder;

    @Test
    void what_is_written_is_read_again_whatever_was_found() throws Exception {
        Path file = folder.resolve("below/baseline.yaml");
        Baseline baseline = Baseline.of(List.of(
                new KnownFailure("first", "400 {\"message\": \"it's: # bad\\n\"} \u00e4\ud83d\ude00 - x", ""),
                new KnownFailure("second", "", "we know: it is # slow")));

        BaselineFile.write(file, baseline);

        assertThat(BaselineFile.read(file, CHECKS).failures()).isEqualTo(baseline.failures());
        assertThat(file).content().startsWith("# Checks that are known to fail.");
    }

    @Test
    void an_empty_baseline_knows_nothing() throws Exception {
        Path file = folder.resolve("baseline.yaml");
        BaselineFile.write(file, Baseline.empty());

        assertThat(BaselineFile.read(file, CHECKS).failures()).isEmpty();
    }

    @Test
    void all_that_is_wrong_is_told_at_once_with_line_and_column() throws Exception {
        Path file = Files.writeString(folder.resolve("baseline.yaml"), """
                known-failures:
                  - check: thrid
                  - reason: none
                  - first
                known-failure: []
                """);

        assertThatThrownBy(() -> BaselineFile.read(file, CHECKS))
                .isInstanceOf(ConformanceException.class)
                .message()
                .contains(file + ":5:1: there is no 'known-failure'; there are known-failures")
                .contains(":2:12: there is no check 'thrid'")
                .contains(":3:5: 'check' is missing here")
                .contains(":4:5: an entry of 'known-failures' is to be a mapping");
    }

    @Test
    void what_is_no_such_file_is_refused() throws Exception {
        Path file = folder.resolve("baseline.yaml");
        assertThatThrownBy(() -> BaselineFile.read(file, CHECKS)).hasMessage("there is no file " + file);

        Files.writeString(file, "known-failures: [");
        assertThatThrownBy(() -> BaselineFile.read(file, CHECKS)).hasMessageContaining(":1:18: this is no YAML");

        Files.writeString(file, "- a\n- b\n");
        assertThatThrownBy(() -> BaselineFile.read(file, CHECKS)).hasMessageContaining("a mapping is expected");

        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 'x'});
        assertThatThrownBy(() -> BaselineFile.read(file, CHECKS)).hasMessageContaining("is not UTF-8");
    }
}
