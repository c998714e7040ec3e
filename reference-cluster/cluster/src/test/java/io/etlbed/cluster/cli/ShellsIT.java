package io.etlbed.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.etlbed.cluster.client.ScriptedServer;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The completion in the shells themselves, with {@code ais} as a program. Bash and zsh are typed into, at a terminal. */
class ShellsIT {

    /** Types lines into a shell, waits for its prompt behind each, and prints what the shell says. */
    private static final String TYPIST = """
            import os, pty, select, sys, time
            pid, fd = pty.fork()
            if pid == 0:
                os.execvp(sys.argv[1], sys.argv[1].split("/")[-1:] + sys.argv[2].split())
            said = b""
            def read_until(text):
                global said
                end = time.time() + 60
                seen = b""
                while text not in seen:
                    if not select.select([fd], [], [], end - time.time())[0]:
                        sys.exit("no %r within a minute, but %r" % (text, said))
                    part = os.read(fd, 65536)
                    seen += part
                    said += part
            for line in sys.stdin.read().split("\\n"):
                if line.startswith("EXPECT "):
                    read_until(line[7:].encode())
                else:
                    os.write(fd, line.replace("<TAB>", "\\t").replace("<ENTER>", "\\n").encode())
            os.close(fd)
            os.waitpid(pid, 0)
            sys.stdout.write(said.decode("utf-8", "replace"))
            """;

    @TempDir
    Path folder;

    private ScriptedServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer(ScriptedNames::answer);
        Path ais = Files.createDirectory(folder.resolve("bin")).resolve("ais");
        Files.writeString(
                ais,
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '" + System.getProperty("java.class.path")
                        + "' io.etlbed.cluster.cli.Ais \"$@\"\n");
        Files.setPosixFilePermissions(ais, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String shell : CompletionCommand.SHELLS) {
            Files.writeString(
                    folder.resolve("completion." + shell), new Cli(server.url(), folder).out("completion", shell));
        }
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void bash_completes_objects_behind_colons_and_quotes_their_blanks() throws Exception {
        requireProgram("bash");
        String said = typed("bash", "--norc --noprofile -i", """
                PS1='ready:'; . ./completion.bash<ENTER>
                EXPECT ready:
                echo ais; ais cat ais://ph<TAB>
                EXPECT ais://photos/
                va<TAB>
                EXPECT val/
                a<TAB>
                EXPECT a\\ b.jpg
                <ENTER>exit<ENTER>""");

        assertThat(said).doesNotContain("error");
    }

    @Test
    void bash_completes_values_of_options_and_files() throws Exception {
        requireProgram("bash");
        Files.writeString(folder.resolve("spec.yaml"), "x");
        String script = """
                . ./completion.bash
                for COMP_LINE in 'ais etl init code --runtime=python3.1' 'ais etl stop etl-' 'ais etl init spec --from-file=sp'; do
                    COMP_POINT=${#COMP_LINE}
                    _ais_complete
                    echo "${COMPREPLY[@]}"
                done
                """;
        assertThat(run("", "bash", "--norc", "-c", script)).isEqualTo("python3.10\netl-echo etl-md5\nspec.yaml\n");
    }

    @Test
    void zsh_completes_objects() throws Exception {
        requireProgram("zsh");
        String said = typed("zsh", "-f -i", """
                PS1='ready:'; autoload -U compinit; compinit -D -u; source ./completion.zsh; unsetopt beep<ENTER>
                EXPECT ready:
                ais cat ais://ph<TAB>
                EXPECT otos/
                val/a<TAB>
                EXPECT \\ b.jpg
                <ENTER>exit<ENTER>""");

        assertThat(said).doesNotContain("command not found: compdef");
    }

    @Test
    void fish_completes_objects_and_files() throws Exception {
        requireProgram("fish");
        Files.writeString(folder.resolve("spec.yaml"), "x");
        String script = "source completion.fish; complete -C 'ais cat ais://photos/val/a';"
                + " complete -C 'ais etl stop etl-m'; complete -C 'ais etl init spec --from-file=sp'";

        assertThat(run("", "fish", "--no-config", "-c", script))
                .isEqualTo("ais://photos/val/a b.jpg\netl-md5\n--from-file=spec.yaml\n");
    }

    private static void requireProgram(String name) {
        boolean there = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)).stream()
                .anyMatch(place -> Files.isExecutable(Path.of(place, name)));
        assumeThat(there).as(name + " is not installed").isTrue();
    }

    private String typed(String shell, String options, String lines) throws Exception {
        return run(lines, "python3", "-c", TYPIST, shell, options);
    }

    private String run(String input, String... command) throws Exception {
        Path out = folder.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("PATH", folder.resolve("bin") + File.pathSeparator + System.getenv("PATH"));
        builder.environment().put("AIS_ENDPOINT", server.url().toString());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("TERM", "xterm");
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        String said = Files.readString(out);
        assertThat(ended).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
