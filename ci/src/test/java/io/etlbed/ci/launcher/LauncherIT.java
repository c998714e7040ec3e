package io.etlbed.ci.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.etlbed.ci.launcher.Shell.Ended;
import io.etlbed.ci.launcher.Shell.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher does before a JVM has its turn: with stand-ins for Maven and the JDK. */
class LauncherIT {

    private static final Path SH = Path.of("/bin/sh");

    @TempDir
    Path temp;

    private Path clone;
    private Path etlbed;
    private Path jdk;
    private Shell shell;

    @BeforeEach
    void clone_it() throws IOException {
        clone = Files.createDirectories(temp.resolve("the clone"));
        etlbed = StandIns.clone(clone);
        jdk = StandIns.jdk(temp.resolve("jdk"), "17.0.9");
        shell = Shell.in(Files.createDirectory(temp.resolve("shell")), jdk);
    }

    @Test
    void the_first_call_builds_and_rehearses_and_the_second_runs_at_once() throws Exception {
        Ended first = shell.run(etlbed, "doctor");
        Ended second = shell.run(etlbed, "doctor", "two words");

        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.err()).contains("building; the first time takes some minutes", "preparing quick starts");
        assertThat(first.out()).contains("io.etlbed.ci.Etlbed\ndoctor\n");
        assertThat(second.err()).isEmpty();
        assertThat(second.out())
                .endsWith("\nio.etlbed.ci.Etlbed\ndoctor\ntwo words\n")
                .containsPattern("-XX:SharedArchiveFile=.*/the clone/.etlbed/app/classes-[0-9]+\\.jsa");
        assertThat(StandIns.builds(clone)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                "simulator/core/src/main/java/A.java",
                "reference-cluster/cluster/src/main/java/io/etlbed/cluster/target/A.java",
                "playbooks/md5/spec.yaml"
            })
    void what_has_changed_is_built_again(String source) throws Exception {
        shell.run(etlbed, "doctor");
        write(clone.resolve(source));
        Ended ended = shell.run(etlbed, "doctor");

        assertThat(ended.err()).contains("building, for sources have changed");
        assertThat(StandIns.builds(clone)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "ci/src/test/java/ATest.java", "simulator/core/target/classes/A.class"})
    void what_is_not_shipped_is_no_reason_to_build(String file) throws Exception {
        shell.run(etlbed, "doctor");
        write(clone.resolve(file));
        shell.run(etlbed, "doctor");

        assertThat(StandIns.builds(clone)).isEqualTo(1);
    }

    @Test
    void a_build_that_fails_says_why_and_is_tried_again() throws Exception {
        Path broken = Files.createFile(clone.resolve("broken"));
        Ended failed = shell.run(etlbed, "doctor");
        Files.delete(broken);
        Ended mended = shell.run(etlbed, "doctor");

        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err())
                .contains("it does not compile", "the build has failed; all of its log is in " + clone + "/.etlbed/");
        assertThat(mended.code()).as(mended.err()).isZero();
    }

    @Test
    void two_that_come_at_once_build_once() throws Exception {
        Path gate = clone.resolve("gate");
        assertThat(shell.run(Path.of("mkfifo"), gate.toString()).code()).isZero();
        try (Running one = shell.start(etlbed, "doctor");
                Running two = shell.start(etlbed, "doctor")) {
            await().atMost(30, SECONDS).until(() -> StandIns.builds(clone) > 0);
            Files.writeString(gate, "go\n");

            assertThat(List.of(one.await().code(), two.await().code())).containsOnly(0);
        }
        assertThat(StandIns.builds(clone)).isEqualTo(1);
    }

    @Test
    void a_rehearsal_that_fails_costs_only_time() throws Exception {
        Files.createFile(jdk.resolve("bin/broken"));
        shell.run(etlbed, "doctor");
        Ended second = shell.run(etlbed, "doctor");

        assertThat(second.code()).isZero();
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).contains("io.etlbed.ci.Etlbed").doesNotContain("SharedArchiveFile");
    }

    @Test
    void it_is_found_through_links_and_from_another_folder() throws Exception {
        Files.createSymbolicLink(temp.resolve("link"), etlbed);
        Path second = Files.createSymbolicLink(shell.folder().resolve("second"), Path.of("../link"));
        Ended ended = shell.run(second, "doctor");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("-Detlbed.state=" + clone.toRealPath() + "/.etlbed\n");
    }

    @Test
    void without_a_home_it_keeps_what_it_fetches_in_the_clone() throws Exception {
        Ended ended = shell.without("HOME").run(etlbed, "doctor");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("-Detlbed.cache=" + clone.toRealPath() + "/.etlbed/cache\n");
    }

    @Test
    void options_for_the_JVM_are_passed_on() throws Exception {
        Ended ended = shell.with("ETLBED_JAVA_OPTS", "-Xmx256m -Da=b").run(etlbed, "doctor");

        assertThat(ended.out()).contains("\n-Xmx256m\n-Da=b\nio.etlbed.ci.Etlbed\n");
    }

    @Test
    void a_JDK_that_is_too_old_is_passed_over() throws Exception {
        Path old = StandIns.jdk(temp.resolve("old"), "11.0.2");
        Path path = Files.createDirectory(temp.resolve("path"));
        Files.createSymbolicLink(path.resolve("javac"), jdk.resolve("bin/javac"));
        Ended ended = shell.with("JAVA_HOME", old.toString())
                .with("PATH", path + ":" + System.getenv("PATH"))
                .run(etlbed, "doctor");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).startsWith(jdk + "/bin/java\n");
    }

    @Test
    void without_a_JDK_it_says_what_to_do_and_where_it_looked() throws Exception {
        Path old = StandIns.jdk(temp.resolve("old"), "1.8.0_402");
        Ended ended = unshared(
                shell.with("JAVA_HOME", old.toString()),
                "[ ! -d /usr/lib/jvm ] || mount -t tmpfs none /usr/lib/jvm",
                // So little that no java is on it.
                "PATH=$2 exec \"$1\" doctor",
                etlbed,
                onlyDirname());

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("a JDK 17 or later is needed", "JAVA_HOME", "Looked in " + old);
    }

    @Test
    void a_clone_that_cannot_be_written_says_so() throws Exception {
        String readOnly = "mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\"";
        Ended fresh = unshared(shell, readOnly, "exec \"$1/etlbed\" doctor", clone);
        shell.run(etlbed, "doctor");
        Ended used = unshared(shell, readOnly, "exec \"$1/etlbed\" up", clone);

        assertThat(List.of(fresh.code(), used.code())).containsOnly(1);
        assertThat(List.of(fresh.err(), used.err()))
                .allMatch(said -> said.contains(clone + " cannot be written by "))
                .allMatch(said -> said.contains("use a clone of your own"));
    }

    @Test
    void what_a_killed_run_left_goes_with_the_next_and_what_is_in_use_stays() throws Exception {
        shell.run(etlbed, "doctor");
        try (Running killed = shell.start(etlbed, "up");
                Running inUse = shell.start(etlbed, "up")) {
            Path left = runFolder(killed);
            Path kept = runFolder(inUse);
            killed.process().destroyForcibly().waitFor();
            assertThat(left).isDirectory();
            shell.run(etlbed, "up");

            assertThat(left).doesNotExist();
            assertThat(kept).isDirectory();
        }
    }

    /** Once the JVM has it. */
    private static Path runFolder(Running running) {
        String word = "-Detlbed.run=";
        return await().atMost(30, SECONDS)
                .until(
                        () -> running.printed()
                                .lines()
                                .filter(line -> line.startsWith(word))
                                .map(line -> Path.of(line.substring(word.length())))
                                .toList(),
                        found -> !found.isEmpty())
                .get(0);
    }

    /** A command where the file system can be changed for it alone; skipped where it cannot. */
    private static Ended unshared(Shell shell, String change, String command, Path... arguments) throws Exception {
        List<String> words = Stream.concat(
                        Stream.of(
                                "-c",
                                "unshare -Urm sh -c '" + "{ " + change + "; } || exit 77\n" + command + "' sh \"$@\"",
                                "sh"),
                        Stream.of(arguments).map(Path::toString))
                .toList();
        Ended ended = shell.run(SH, words.toArray(String[]::new));
        assumeTrue(ended.code() != 77, () -> "no mounts in a user namespace here: " + ended.err());
        return ended;
    }

    private Path onlyDirname() throws Exception {
        Path folder = Files.createDirectory(temp.resolve("only-dirname"));
        String dirname = shell.run(SH, "-c", "command -v dirname").out().strip();
        StandIns.program(folder.resolve("dirname"), "#!/bin/sh\nexec " + dirname + " \"$@\"\n");
        return folder;
    }

    private static void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "something new\n");
    }
}
