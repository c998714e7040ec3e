package io.etlbed.ci.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.etlbed.ci.launcher.Shell.Ended;
import io.etlbed.ci.launcher.Shell.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real program, as the launcher starts it. */
class LaunchedIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern MAY_BE_MISSING = Pattern.compile("^(curl|kubectl) ");

    @TempDir
    private static Path temp;

    private static Path state;
    private static Path etlbed;
    private static Shell shell;
    private static Ended first;

    @BeforeAll
    static void call_it_for_the_first_time() throws Exception {
        Path clone = Files.createDirectories(temp.resolve("the clone"));
        state = clone.resolve(".etlbed");
        etlbed = StandIns.cloneOfThis(clone);
        shell = StandIns.built(
                Shell.in(Files.createDirectory(temp.resolve("shell")), Path.of(System.getProperty("java.home"))));
        first = shell.run(etlbed, "--help");
    }

    @Test
    void no_piece_fails_in_the_rehearsal_and_its_classes_are_kept() throws Exception {
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.err()).contains("preparing quick starts");
        assertThat(Files.readAllLines(state.resolve("rehearsal.log")))
                .filteredOn(line -> line.startsWith("rehearsal: "))
                .isNotEmpty()
                // On a busy machine it may be broken off, which costs nothing but time.
                .allMatch(line -> line.endsWith(": 0") || line.contains("broken off"));
        try (Stream<Path> app = Files.list(state.resolve("app"))) {
            assertThat(app.filter(file -> file.toString().endsWith(".jsa")))
                    .singleElement()
                    .satisfies(archive -> assertThat(Files.size(archive)).isGreaterThan(10_000_000));
        }
    }

    @Test
    void help_is_printed_where_it_can_be_piped() throws Exception {
        Ended help = shell.run(etlbed, "--help");

        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).startsWith("Usage: etlbed").contains("up", "conformance", "playbook", "ais");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "up --targets none",
                "up --port 70000",
                "conformance run --only NOSUCH-01",
                "playbook run",
                "ais nonsense"
            })
    void what_is_not_understood_ends_with_2_and_is_told_on_standard_error(String words) throws Exception {
        Ended ended = shell.run(etlbed, words.split(" "));

        assertThat(ended.code()).as(ended.err()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).isNotBlank().doesNotContain("Exception", "\tat ");
    }

    @Test
    void what_up_prints_can_be_pasted_and_once_stopped_it_has_removed_everything() throws Exception {
        try (Running up = shell.start(etlbed, "up", "--port", "0", "--targets", "2")) {
            await().atMost(60, SECONDS).until(() -> up.printed().contains("Ctrl-C stops the cluster"));
            assertThat(up.printed()).containsPattern("dashboard   http://[0-9.]+:[0-9]+/dashboard/");
            Path run = theRun();
            Ended examples = shell.with("ROOT", ROOT.toString())
                    .with("KUBECACHEDIR", temp.resolve("kubectl").toString())
                    .run(Path.of("/bin/sh"), "-c", examples(up.printed()));
            assertThat(examples.code()).as(examples.toString()).isZero();
            assertThat(examples.out()).contains("\"ais://shards\" created", "md5-etl", md5(ROOT.resolve("README.md")));
            List<ProcessHandle> children = up.process().descendants().toList();
            assertThat(children).isNotEmpty();

            up.process().destroy();
            Ended ended = up.await();

            assertThat(ended.err()).contains("removed");
            assertThat(run).doesNotExist();
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(shell.folder().resolve("home")).isEmptyDirectory();
        }
    }

    /** What is indented, in a script that a user would have to paste into a shell. */
    private static String examples(String printed) {
        return printed.lines()
                .filter(line -> line.startsWith("    "))
                .map(String::strip)
                .map(line -> MAY_BE_MISSING.matcher(line).replaceFirst("! command -v $1 > /dev/null || $0"))
                .collect(Collectors.joining("\n", "set -e\ncd \"$ROOT\"\n", "\n"));
    }

    private static String md5(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(Files.readAllBytes(file)));
    }

    private static Path theRun() throws IOException {
        try (Stream<Path> runs = Files.list(state.resolve("run"))) {
            return runs.filter(Files::isDirectory).findAny().orElseThrow();
        }
    }
}
