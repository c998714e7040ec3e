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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaybooksTest {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    @TempDir
    Path temp;

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    @Test
    void the_playbooks_of_the_documents_are_there() {
        assertThat(Playbooks.list())
                .contains(new PlaybookSummary("md5", "MD5 of objects, computed inside the cluster", List.of()))
                .contains(new PlaybookSummary(
                        "imagenet-inline", "ImageNet pictures, transformed while they are read", List.of("torch")));
    }

    @Test
    void what_playbooks_have_in_common_is_the_same_so_that_it_is_installed_once() {
        assertThat(Library.text("imagenet-notebook", "code.py")).isEqualTo(Library.text("imagenet-inline", "code.py"));
        assertThat(Library.text("imagenet-inline", "deps.txt"))
                .isEqualTo(Library.text("imagenet-notebook", "deps.txt"))
                .isEqualTo(Library.text("imagenet-offline", "deps.txt"));
        assertThat(Library.text("imagenet-inline", "deps-torch.txt"))
                .isEqualTo(Library.text("pytorch-training", "deps.txt"));
    }

    @Test
    void an_unknown_playbook_is_refused_by_the_names_of_the_known_ones() {
        assertThatThrownBy(() -> run("md6", false, Map.of()))
                .isInstanceOf(PlaybookException.class)
                .hasMessageContaining("md6")
                .hasMessageContaining("md5");
    }

    @Test
    void a_key_that_is_not_known_is_refused_with_its_line() throws Exception {
        assertThatThrownBy(() -> runSteps("- title: a\n  run: 'true'\n  expcet: {}"))
                .isInstanceOf(PlaybookException.class)
                .hasMessageContaining("expcet")
                .hasMessageContaining("line: 5");
    }

    @Test
    void steps_that_show_what_they_must_pass_and_print_themselves() throws Exception {
        PlaybookResult result = runSteps("""
                - title: Say something
                  run: echo "to $WHO" | cat
                  expect: {equals: to you}
                - title: A simple command
                  run: expr 20 + 22
                  expect: {contains: '42'}
                """);

        assertThat(result.steps()).extracting(StepResult::outcome).containsOnly(new StepOutcome.Passed());
        assertThat(result.exitCode()).isZero();
        assertThat(text())
                .contains("## 1. Say something", "    $ echo \"to you\" | cat", "    to you", "2 steps passed");
    }

    @Test
    void a_step_that_shows_something_else_fails_and_ends_the_run_after_taking_back_what_was_made() throws Exception {
        PlaybookResult result = runSteps("""
                - id: made
                  title: Make
                  run: touch made
                  undo: rm made
                - title: Look
                  run: echo no
                  expect: {equals: 'yes'}
                - title: Later
                  run: touch later
                """);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.steps())
                .extracting(StepResult::outcome)
                .containsExactly(
                        new StepOutcome.Passed(),
                        new StepOutcome.Failed("no", "yes"),
                        new StepOutcome.Skipped("\"Look\" failed before it"),
                        new StepOutcome.Passed());
        assertThat(result.steps().get(3).title()).isEqualTo("Take back: Make");
        assertThat(work().resolve("made")).doesNotExist();
        assertThat(work().resolve("later")).doesNotExist();
        assertThat(text()).contains("found:    no", "expected: yes", "1 failed");
    }

    @Test
    void what_a_refused_step_would_have_made_is_not_taken_back() throws Exception {
        runSteps("""
                - title: Make what is somebody else's
                  run: exit 1
                  undo: touch undone
                """);

        assertThat(work().resolve("undone")).doesNotExist();
    }

    @Test
    void what_a_later_step_takes_back_is_not_taken_back_twice() throws Exception {
        PlaybookResult result = runSteps("""
                - id: made
                  title: Make
                  run: touch made
                  undo: rm made
                - title: Remove
                  run: rm made
                  undoes: made
                """);

        assertThat(result.steps()).hasSize(2);
        assertThat(result.passed()).isTrue();
    }

    @Test
    void keeping_leaves_everything_as_it_is() throws Exception {
        write("""
                - id: made
                  title: Make
                  run: touch made
                  undo: rm made
                - title: Remove
                  run: rm made
                  undoes: made
                """);
        PlaybookResult result = run(playbook().toString(), true, Map.of());

        assertThat(work().resolve("made")).exists();
        assertThat(result.steps().get(1).outcome()).isEqualTo(new StepOutcome.Skipped("everything is to be kept"));
    }

    @Test
    void a_step_that_does_not_end_is_ended_with_all_of_its_processes() throws Exception {
        PlaybookResult result = runSteps("""
                - title: Sleep
                  run: sleep 3217 | cat
                  timeout: 1
                """);

        assertThat(result.steps().get(0).outcome())
                .isEqualTo(new StepOutcome.Failed("no end after 1 s", "an end before that"));
        assertThat(ProcessHandle.current().descendants().map(ProcessHandle::info))
                .noneMatch(info -> info.commandLine().orElse("").contains("sleep 3217"));
    }

    @Test
    void a_step_whose_tool_is_not_installed_is_skipped_by_that_reason() throws Exception {
        PlaybookResult result = runSteps("- title: a\n  run: nosuchtool\n  needs: nosuchtool");

        assertThat(result.steps().get(0).outcome()).isEqualTo(new StepOutcome.Skipped("nosuchtool is not installed"));
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void a_step_for_each_file_sees_names_with_blanks_and_quotes_as_they_are() throws Exception {
        Path data = Files.createDirectories(temp.resolve("files/sub folder"));
        Files.writeString(data.resolve("it's \"odd\" 50%.txt"), "one");
        Files.writeString(temp.resolve("files/b.txt"), "two");
        Files.writeString(temp.resolve("files/.hidden"), "three");
        write("""
                - title: Digest
                  each: all
                  run: cat "$FILE" | md5sum
                  expect:
                    same-as: md5sum "$FILE"
                - title: List
                  run: find data/ -type f
                  expect: {all-named: true}
                """);
        PlaybookResult result = Playbooks.run(
                new PlaybookOptions(
                        playbook().toString(),
                        NOWHERE,
                        Optional.of(temp.resolve("files")),
                        false,
                        work(),
                        Optional.empty(),
                        Map.of()),
                stream());

        assertThat(text()).contains("2 of 2 in", "data: 2 files");
        assertThat(result.passed()).isTrue();
    }

    @Test
    void ais_runs_in_this_process_alone_and_in_a_pipe_in_one_of_its_own() throws Exception {
        PlaybookResult result = runSteps("""
                - title: Alone
                  run: ais etl list
                  expect: {exit: 1, contains: cannot reach http://127.0.0.1:1}
                - title: In a pipe
                  run: ais etl list 2>&1 | cat
                  expect: {contains: cannot reach http://127.0.0.1:1}
                """);

        assertThat(result.steps()).extracting(StepResult::outcome).containsOnly(new StepOutcome.Passed());
    }

    @Test
    void a_run_leaves_no_thread_behind() throws Exception {
        runSteps("- title: a\n  run: echo a\n- title: b\n  run: ais ls\n  expect: {exit: 1}");

        try (Stream<Thread> threads = Thread.getAllStackTraces().keySet().stream()) {
            assertThat(threads.map(Thread::getName).filter(name -> name.startsWith("playbook-")))
                    .isEmpty();
        }
    }

    private PlaybookResult runSteps(String steps) throws IOException, InterruptedException {
        write(steps);
        return run(playbook().toString(), false, Map.of("WHO", "you"));
    }

    private PlaybookResult run(String playbook, boolean keep, Map<String, String> variables)
            throws InterruptedException {
        return Playbooks.run(
                new PlaybookOptions(playbook, NOWHERE, Optional.empty(), keep, work(), Optional.empty(), variables),
                stream());
    }

    private void write(String steps) throws IOException {
        Files.createDirectories(playbook());
        List<String> lines = steps.lines().map(line -> "  " + line).toList();
        Files.writeString(playbook().resolve("playbook.yaml"), "title: A test\nsteps:\n" + String.join("\n", lines));
    }

    private PrintStream stream() {
        return new PrintStream(console, true, StandardCharsets.UTF_8);
    }

    private Path playbook() {
        return temp.resolve("playbook");
    }

    private Path work() {
        return temp.resolve("work");
    }

    private String text() {
        return console.toString(StandardCharsets.UTF_8);
    }
}
