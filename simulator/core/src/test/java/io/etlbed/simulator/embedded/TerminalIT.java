package io.etlbed.simulator.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.etlbed.simulator.embedded.api.Kubectl;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Programs on terminals. */
class TerminalIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final ContainerCluster at = new ContainerCluster();

    @BeforeAll
    static void start() throws Exception {
        at.runSleeper("box");
    }

    /** A program of a client on a terminal. */
    private static final class Session implements AutoCloseable {
        private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
        private final ExecWatch watch;

        Session(String... command) {
            watch = at.pod("box")
                    .redirectingInput()
                    .writingOutput(shown)
                    .withTTY()
                    .exec(command);
        }

        void type(String text) throws IOException {
            watch.getInput().write(text.getBytes(UTF_8));
            watch.getInput().flush();
        }

        void awaitText(String text) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(shown.toString(UTF_8)).contains(text));
        }

        int exitCode() throws Exception {
            return watch.exitCode().get(60, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            watch.close();
        }
    }

    @Test
    void a_shell_is_used_as_at_a_terminal() throws Exception {
        try (Session shell = new Session("sh")) {
            shell.awaitText("# ");
            shell.type("tty; echo $TERM; [ -t 0 ] && [ -t 1 ] && [ -t 2 ] && echo y''es; echo here > /dev/tty\r");
            shell.awaitText("/dev/pts/0\r\nxterm\r\nyes\r\nhere\r\n");
            // Ctrl-C ends what is in the foreground, and not the shell.
            shell.type("sleep 77778\r");
            await().atMost(PATIENCE).until(() -> ContainerCluster.processes("sleep\00077778") > 0);
            shell.type("\u0003");
            await().atMost(PATIENCE).until(() -> ContainerCluster.processes("sleep\00077778") == 0);
            shell.type("exit 5\r");
            assertThat(shell.exitCode()).isEqualTo(5);
        }
    }

    @Test
    void the_program_is_told_the_size_of_the_terminal_and_each_change_of_it() throws Exception {
        try (Session sizes =
                new Session("sh", "-c", "trap 'stty size' WINCH; echo ready; while :; do sleep 0.1; done")) {
            sizes.awaitText("ready");
            sizes.watch.resize(101, 33);
            sizes.awaitText("33 101");
            sizes.watch.resize(40, 12);
            sizes.awaitText("12 40");
        }
    }

    @Test
    void much_output_comes_whole() throws Exception {
        try (Session seq = new Session("seq", "200000")) {
            assertThat(seq.exitCode()).isZero();
            String[] lines = seq.shown.toString(UTF_8).split("\r\n", -1);
            assertThat(lines).hasSize(200_001);
            assertThat(lines[199_999]).isEqualTo("200000");
        }
    }

    @Test
    void a_program_on_a_terminal_ends_with_its_client() {
        String mark = "mark-" + UUID.randomUUID();
        try (Session endless = new Session("sh", "-c", "trap '' HUP; echo on; sleep 1000; :", mark)) {
            endless.awaitText("on");
            assertThat(ContainerCluster.processes(mark)).isPositive();
        }
        await().atMost(PATIENCE).until(() -> ContainerCluster.processes(mark) == 0);
    }

    @Test
    void terminals_are_given_back() throws Exception {
        long before = openTerminals();
        for (int i = 0; i < 20; i++) {
            try (Session each = new Session("true")) {
                assertThat(each.exitCode()).isZero();
            }
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(openTerminals()).isLessThanOrEqualTo(before));
    }

    /** Of this JVM. */
    private static long openTerminals() throws IOException {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.filter(file -> {
                        try {
                            return Files.readSymbolicLink(file).toString().matches(".*/(pts/)?ptmx|.*/pts/\\d+");
                        } catch (IOException closedMeanwhile) {
                            return false;
                        }
                    })
                    .count();
        }
    }

    @Test
    void programs_of_a_container_may_make_terminals_of_their_own() {
        assertThat(at.sh("box", "main", "python3 -c 'import pty, os; pty.spawn([\"tty\"])'"))
                .contains("/dev/pts/");
    }

    @Test
    void kubectl_has_a_shell_in_a_container() throws Exception {
        Kubectl kubectl = at.kubectl();
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "no program to give kubectl a terminal (script)");

        // Its size comes after the shell has been started.
        String program = "until [ \"$(stty size)\" != '0 0' ]; do sleep 0.1; done; tty; stty size; exit 7";
        String shown = kubectl.onTerminal(33, 101, "exec", "-it", "box", "--", "sh", "-c", program);
        assertThat(shown).contains("/dev/pts/", "33 101", "command terminated with exit code 7");
    }

    @Test
    void kubectl_runs_a_pod_on_its_own_terminal_and_removes_it() throws Exception {
        Kubectl kubectl = at.kubectl();
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "no program to give kubectl a terminal (script)");

        String program = "until [ \"$(stty size)\" = '33 101' ]; do sleep 0.1; done; tty; echo b''ye; sleep 2";
        String shown = kubectl.onTerminal(
                33,
                101,
                "run",
                "-it",
                "--rm",
                "--restart=Never",
                "--image=test/server",
                "once",
                "--command",
                "--",
                "sh",
                "-c",
                program);
        assertThat(shown).contains("/dev/pts/0", "bye", "pod \"once\" deleted");
        assertThat(at.pod("once").get()).isNull();
    }

    @Test
    void a_container_may_have_a_terminal_of_its_own_and_be_attached_to() throws Exception {
        at.run("screen", """
                terminationGracePeriodSeconds: 1
                containers:
                - name: main
                  image: test/server
                  stdin: true
                  tty: true
                  command: [sh, -c, "tty; read -r word; echo got $word; stty size; read -r word; exit 4"]
                  terminationMessagePolicy: FallbackToLogsOnError
                restartPolicy: Never
                """);
        await().atMost(PATIENCE).until(() -> at.log("screen", "main").equals("/dev/pts/0\r\n"));
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        try (ExecWatch watch = at.pod("screen")
                .redirectingInput()
                .writingOutput(shown)
                .withTTY()
                .attach()) {
            watch.resize(101, 33);
            watch.getInput().write("word\r".getBytes(UTF_8));
            watch.getInput().flush();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(shown.toString(UTF_8)).isEqualTo("word\r\ngot word\r\n33 101\r\n"));
            watch.getInput().write("bye\r".getBytes(UTF_8));
            watch.getInput().flush();
            at.awaitPhase("screen", "Failed");
        }
        assertThat(at.log("screen", "main")).endsWith("33 101\r\nbye\r\n");
    }

    @Test
    void a_container_with_a_terminal_ends_when_its_pod_is_deleted() {
        at.run("closing", """
                terminationGracePeriodSeconds: 1
                containers: [{name: main, image: test/server, stdin: true, tty: true, command: [sh]}]
                """);
        at.pod("closing").delete();
        at.pod("closing").waitUntilCondition(pod -> pod == null, 30, TimeUnit.SECONDS);
    }

    @Test
    void java_code_has_no_terminal_and_that_is_said() {
        at.run("handler", """
                containers: [{name: main, image: test/handler, tty: true}]
                """);
        assertThat(at.events("handler", "NotSupported"))
                .singleElement()
                .asString()
                .startsWith("tty is not kept");
    }
}
