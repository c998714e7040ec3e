package io.etlbed.playbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Variants, stops, some of the files, pictures, and a Python of the steps' own. */
class PlaybookOptionsTest {

    private static final String PLAYBOOK = """
            title: A test
            about: It shows <something>.
            variables:
              WHO: you
            variants:
              formal: {WHO: your honour}
            python:
              version: '3.6'
            steps:
              - id: made
                title: Make
                run: echo "to $WHO" > made.txt && cp data/sub/b.jpg picture.jpg
                undo: rm made.txt
                pictures:
                  picture.jpg: what <it> shows
                  missing.jpg: what is not there
              - title: Some of the files
                each: all
                files: '**.jpg'
                run: echo "$NAME"
                expect: {contains: .jpg}
              - id: ask
                title: Ask Python
                run: python -c 'import sys; print(sys.version_info[0])'
                expect: {equals: '3'}
              - title: Look
                run: cat made.txt
                expect: {equals: to $WHO}
            """;

    @TempDir
    Path temp;

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(temp.resolve("playbook"));
        Files.writeString(temp.resolve("playbook/playbook.yaml"), PLAYBOOK);
        Files.createDirectories(temp.resolve("files/sub"));
        Files.writeString(temp.resolve("files/a.txt"), "a");
        Files.writeString(temp.resolve("files/sub/b.jpg"), "b");
        Files.writeString(temp.resolve("files/sub/c.jpg"), "c");
    }

    @Test
    void a_variant_has_values_of_its_own() throws Exception {
        assertThat(run(":formal", Optional.empty()).passed()).as(text()).isTrue();
        assertThat(text()).contains("to your honour");
        assertThatThrownBy(() -> run(":loud", Optional.empty()))
                .isInstanceOf(PlaybookException.class)
                .hasMessageContaining("\"loud\"")
                .hasMessageContaining("formal");
    }

    @Test
    void a_run_that_is_to_stop_before_a_step_leaves_what_is_there_then() throws Exception {
        PlaybookResult byId = run("", Optional.of("ask"));
        assertThat(byId.steps()).extracting(StepResult::title).containsExactly("Make", "Some of the files");
        assertThat(temp.resolve("work/made.txt")).exists();
        assertThat(text()).contains("stopped before step 3, \"Ask Python\"");

        assertThat(run("", Optional.of("2")).steps()).hasSize(1);
        assertThatThrownBy(() -> run("", Optional.of("5")))
                .isInstanceOf(PlaybookException.class)
                .hasMessageContaining("1 to 4, and made, ask");
    }

    @Test
    void some_of_the_files_are_taken_and_pictures_kept() throws Exception {
        PlaybookResult result = run("", Optional.empty());

        assertThat(result.passed()).as(text()).isTrue();
        assertThat(result.steps().get(1).output()).containsExactly("sub/b.jpg", "… and so for 1 more");
        assertThat(result.steps().get(0).pictures())
                .extracting(Picture::caption)
                .containsExactly("what <it> shows");
        assertThat(result.notes()).anyMatch(note -> note.startsWith("Python of the steps: 3."));
    }

    @Test
    void a_report_is_one_page_with_everything_that_was_run_and_the_pictures() throws Exception {
        PlaybookResult result = run("", Optional.empty());
        Path page = PlaybookReport.write(temp.resolve("out/report"), List.of(result));

        assertThat(temp.resolve("out/report")).isDirectoryContaining(page::equals);
        assertThat(Files.readString(page))
                .contains("<h2 id=", "A test", "It shows &lt;something&gt;.", "5 passed", "<b>$ cat made.txt</b>")
                .contains("src=\"data:image/jpeg;base64,Yg==\"", "what &lt;it&gt; shows")
                .doesNotContain("missing.jpg", "<it>");
    }

    private PlaybookResult run(String variant, Optional<String> stopBefore) throws InterruptedException {
        return Playbooks.run(
                new PlaybookOptions(
                        temp.resolve("playbook") + variant,
                        URI.create("http://127.0.0.1:1"),
                        Optional.of(temp.resolve("files")),
                        false,
                        temp.resolve("work"),
                        Optional.empty(),
                        Map.of(),
                        stopBefore),
                new PrintStream(console, true, StandardCharsets.UTF_8));
    }

    private String text() {
        return console.toString(StandardCharsets.UTF_8);
    }
}
