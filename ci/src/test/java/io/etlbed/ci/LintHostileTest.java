package io.etlbed.ci;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no specifications, made by somebody who means no good or by nobody in particular: one clear line each. */
@Timeout(60)
class LintHostileTest {

    @TempDir
    Path temp;

    @Test
    void a_file_of_a_gigabyte_is_not_read() throws IOException {
        Path file = temp.resolve("big.yaml");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1 << 30);
        }
        assertThat(says(file))
                .isEqualTo(":1:1: error: found 1073741824 bytes, expected at most 4194304 bytes in a file");
    }

    @Test
    void what_has_no_end_is_left() {
        assertThat(says(Path.of("/dev/zero"))).contains("found more than 4194304 bytes");
    }

    @Test
    void a_bomb_of_aliases_is_told_where_it_goes_off() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(10)));
        }
        assertThat(says(Files.writeString(temp.resolve("bomb.yaml"), bomb)))
                .startsWith(":5:")
                .contains("found more than 20000 values");
    }

    @Test
    void depth_is_no_danger() throws IOException {
        assertThat(says(Files.writeString(temp.resolve("deep.yaml"), "[".repeat(200_000))))
                .contains("found values nested deeper than 50");
    }

    @Test
    void very_many_documents_are_read_one_by_one() throws IOException {
        Path file = Files.writeString(temp.resolve("many.yaml"), "---\n".repeat(300_000) + "kind: Job\n");
        assertThat(CommandRun.of("lint", file.toString()).err()).startsWith("1 specification: ");
    }

    @Test
    void binary_files_are_called_so() throws IOException {
        byte[] bytes = {(byte) 0x7f, 'E', 'L', 'F', 0, 1, 2, 3};
        assertThat(says(Files.write(temp.resolve("program.yaml"), bytes)))
                .isEqualTo(":1:1: error: found a binary file, expected YAML as UTF-8 text");
    }

    @Test
    void other_encodings_are_told_with_the_first_byte_that_is_wrong() throws IOException {
        byte[] latin = "kind: Pod\nmetadata: {name: größe}\n".getBytes(ISO_8859_1);
        assertThat(says(Files.write(temp.resolve("latin.yaml"), latin)))
                .isEqualTo(":2:20: error: found the byte 0xF6, which is no UTF-8, expected YAML as UTF-8 text");
        assertThat(says(Files.write(temp.resolve("wide.yaml"), "kind: Pod".getBytes(UTF_16))))
                .isEqualTo(":1:1: error: found UTF-16, expected YAML as UTF-8 text");
    }

    @Test
    void a_text_that_is_cut_within_a_character_is_told() throws IOException {
        byte[] whole = "kind: ä".getBytes(UTF_8);
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        assertThat(says(Files.write(temp.resolve("cut.yaml"), cut))).startsWith(":1:7: error: found the byte 0xC3");
    }

    @Test
    void nothing_at_all_is_no_specification() throws IOException {
        assertThat(says(Files.writeString(temp.resolve("empty.yaml"), "")))
                .isEqualTo(":1:1: error: found nothing, expected a mapping in Kubernetes Pod format");
    }

    @Test
    void links_that_lead_nowhere_and_into_circles_are_no_trouble() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("folder"));
        Files.createSymbolicLink(folder.resolve("circle"), folder);
        Files.createSymbolicLink(folder.resolve("nowhere.yaml"), temp.resolve("not-there"));
        Files.createDirectories(folder.resolve("named-like-a-file.yaml"));
        CommandRun run = CommandRun.of("lint", folder.toString());
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEqualTo("0 specifications: 0 errors\n");
    }

    @Test
    void nothing_in_a_file_or_its_name_acts_on_the_terminal() throws IOException {
        Path file = temp.resolve("a\u001b[31m\nb.yaml");
        Files.writeString(
                file, LintTest.MD5.replace("name: default", "\"na\\u001b[2Jme\": default\n          \u00a0: x"));
        CommandRun run = CommandRun.of("lint", "--excerpts", file.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).doesNotContain("\u001b").contains("a\\u001b[31m\\u000ab.yaml:10:11: error: ");
    }

    /** What is said of a file, without its name and rule; it is one line. */
    private static String says(Path file) {
        CommandRun run = CommandRun.of("lint", file.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).hasLineCount(1).endsWith(" [SPEC-01]\n").startsWith(file.toString());
        return run.out().substring(file.toString().length()).replace(" [SPEC-01]\n", "");
    }
}
