package io.etlbed.simulator.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With scripts that answer as interpreters do, and with those that this host has. */
class InterpretersIT {

    @TempDir
    Path temp;

    private final Map<String, String> environment = new HashMap<>();
    private String property = "";

    @Test
    void they_are_found_in_every_place_and_in_its_order() throws IOException {
        environment.put("PATH", temp.resolve("path/bin") + ":relative:/no/such/folder");
        environment.put("ETLBED_PYTHON", python("named/one", "3.4.1") + ":" + temp.resolve("named/two") + ":");
        python("named/two", "3.5.2");
        python("path", "3.8.5");
        python("home/.pyenv/versions/3.9.9", "3.9.9");
        python("home/.pyenv/versions/3.9.18", "3.9.18");
        python("home/.local/share/uv/python/cpython-3.10.1-linux-x86_64-gnu", "3.10.1");
        python("system", "3.11.2");

        Interpreters found = find();
        assertThat(versions(found)).containsExactly("3.4.1", "3.5.2", "3.8.5", "3.9.18", "3.9.9", "3.10.1", "3.11.2");
        assertThat(found.all()).extracting(Interpreter::named).startsWith(true, true, false);
        assertThat(found.all().get(2).executable()).isEqualTo(temp.resolve("path/bin/python3.8"));
        assertThat(found.all().get(2).prefix()).isEqualTo(temp.resolve("path"));
        assertThat(found.complaints()).isEmpty();
    }

    @Test
    void variables_say_where_pyenv_and_uv_keep_theirs_and_the_property_comes_before_its_variable() throws IOException {
        environment.put("PYENV_ROOT", temp.resolve("pyenv").toString());
        environment.put("UV_PYTHON_INSTALL_DIR", temp.resolve("uv").toString());
        environment.put("ETLBED_PYTHON", python("ignored", "3.3.1").toString());
        python("home/.pyenv/versions/3.9.9", "3.9.9");
        python("pyenv/versions/3.9.18", "3.9.18");
        python("uv/cpython-3.10.1", "3.10.1");
        property = python("named", "3.4.1").toString();
        assertThat(versions(find())).containsExactly("3.4.1", "3.9.18", "3.10.1");
    }

    @Test
    void each_is_there_once_by_whatever_names_it_is_called() throws IOException {
        Path python = python("path", "3.8.5");
        Path other = Files.createDirectories(temp.resolve("other"));
        Files.createSymbolicLink(other.resolve("python3"), python);
        Files.createSymbolicLink(other.resolve("python"), other.resolve("python3"));
        environment.put("PATH", other + ":" + python.getParent());
        assertThat(versions(find())).containsExactly("3.8.5");
    }

    @Test
    void shims_of_pyenv_are_not_run_but_what_they_stand_for_is_in_their_place() throws IOException {
        python("pyenv/versions/3.9.18", "3.9.18");
        script(temp.resolve("pyenv/shims/python3.9"), "touch " + temp.resolve("was-run") + "; exit 127");
        python("path", "3.8.5");
        environment.put("PATH", temp.resolve("pyenv/shims") + ":" + temp.resolve("path/bin"));
        assertThat(versions(find())).containsExactly("3.9.18", "3.8.5");
        assertThat(temp.resolve("was-run")).doesNotExist();
    }

    @Test
    void what_does_not_run_or_is_no_cpython_is_left_out_and_said_where_it_was_named() throws IOException {
        script(temp.resolve("a/python3"), "exit 127");
        script(temp.resolve("b/python3"), "echo Hello");
        script(temp.resolve("c/python3"), answer("pypy", "3.9.1", temp.resolve("c")));
        Files.writeString(script(temp.resolve("d/python3"), ""), "no program");
        // Showing its prefix to pods would show them the home.
        script(
                temp.resolve("e/python3"),
                answer("cpython", "3.9.1", temp.resolve("e").getRoot()));
        for (String each : List.of("a", "b", "c", "d", "e")) {
            environment.merge("PATH", temp.resolve(each).toString(), (all, one) -> all + ":" + one);
        }
        environment.put("ETLBED_PYTHON", temp.resolve("a/python3") + ":/no/such/python");
        Interpreters found = find();
        assertThat(found.all()).isEmpty();
        assertThat(found.complaints())
                .containsExactly(
                        "ETLBED_PYTHON names " + temp.resolve("a/python3") + ", which is no CPython that runs",
                        "ETLBED_PYTHON names /no/such/python, which is no CPython that runs");
    }

    @Test
    @Timeout(60)
    void one_that_hangs_costs_a_bounded_time_and_is_ended_with_all_that_it_has_started() throws IOException {
        Path pids = temp.resolve("pids");
        script(temp.resolve("hangs/python3"), "sleep 1000 & echo $! $$ > " + pids + "; wait");
        python("path", "3.8.5");
        environment.put("PATH", temp.resolve("hangs") + ":" + temp.resolve("path/bin"));
        assertThat(versions(find())).containsExactly("3.8.5");
        for (String pid : Files.readString(pids).strip().split(" ", -1)) {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> ProcessHandle.of(Long.parseLong(pid)).isEmpty());
        }
    }

    @Test
    void those_of_this_host_run_and_are_what_they_say() throws Exception {
        long began = System.nanoTime();
        Interpreters here = Interpreters.ofThisHost();
        Duration first = Duration.ofNanos(System.nanoTime() - began);
        assumeFalse(here.all().isEmpty(), "this host has no Python");
        assertThat(first).isLessThan(Duration.ofSeconds(20));
        assertThat(Interpreters.ofThisHost()).isSameAs(here);
        for (Interpreter each : here.all()) {
            Process process = new ProcessBuilder(
                            each.executable().toString(),
                            "-c",
                            "import sys; sys.stdout.write('%d.%d.%d' % sys.version_info[:3])")
                    .start();
            assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo(each.version().toString());
            assertThat(each.executable()).startsWith(each.prefix());
        }
    }

    private Interpreters find() {
        return Interpreters.in(
                new Places(property, environment, temp.resolve("home"), List.of(temp.resolve("system/bin"))));
    }

    private static List<String> versions(Interpreters found) {
        return found.all().stream().map(each -> each.version().toString()).toList();
    }

    /** Makes one that is called by all its names. */
    private Path python(String prefix, String version) throws IOException {
        Path bin = temp.resolve(prefix).resolve("bin");
        String minor = version.substring(0, version.lastIndexOf('.'));
        Path program = script(bin.resolve("python" + minor), answer("cpython", version, temp.resolve(prefix)));
        Files.createSymbolicLink(bin.resolve("python3"), Path.of("python" + minor));
        Files.createSymbolicLink(bin.resolve("python"), Path.of("python3"));
        script(bin.resolve("python-config"), "exit 1");
        return program;
    }

    private static String answer(String name, String version, Path prefix) {
        return "printf '%s\\n' " + name + " " + version + " " + prefix + " " + prefix + "/bin/python3 any-64";
    }

    private static Path script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }
}
