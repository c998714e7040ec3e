package io.etlbed.simulator.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.etlbed.simulator.SimulatorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Real interpreters and a real pip, with packages that the test makes, and a few from the index. */
class EnvironmentsIT {

    private static final Logger LOG = LoggerFactory.getLogger(EnvironmentsIT.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Tells where it can be seen from outside that it runs, and does so until it is ended. */
    private static final String ENDLESS = """
            import time
            open(os.path.join(os.environ['TMPDIR'], 'endless'), 'w').close()
            while True:
                time.sleep(1)
            """;

    @TempDir
    Path temp;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private Path cache = Path.of("");
    private Path home = Path.of("");
    private TestPackages packages;
    private Interpreter python;

    @BeforeEach
    void prepare() throws Exception {
        cache = temp.resolve("cache");
        home = Files.createDirectories(temp.resolve("home"));
        packages = new TestPackages(temp.resolve("links"));
        python = TestPython.withPip();
    }

    @Test
    void packages_are_installed_and_compiled_and_the_second_time_at_once_and_offline() throws Exception {
        packages.wheel("demo", "1.0", "answer = 42");
        Path installed = get("demo==1.0");
        assertThat(installed.resolve("demo.py")).hasContent("answer = 42");
        assertThat(installed.resolve("demo-1.0.dist-info")).isDirectory();
        assertThat(installed.resolve("__pycache__")).isNotEmptyDirectory();
        assertThat(installed.resolveSibling("about.txt")).content().contains("Python " + python, "demo-1.0");
        assertThat(told)
                .contains("installing for Python " + python.version() + ": demo==1.0")
                .anyMatch(line -> line.startsWith("Successfully installed demo-1.0"))
                .anyMatch(line -> line.startsWith("installed demo-1.0 in "));
        assertThat(names()).hasSize(2);

        told.clear();
        Files.delete(packages.folder().resolve("demo-1.0-py2.py3-none-any.whl"));
        environment.put("HTTPS_PROXY", "http://127.0.0.1:9");
        long began = System.nanoTime();
        assertThat(get("# the same\r\ndemo==1.0 # and no other\r\n").getParent().getParent())
                .isEqualTo(installed.getParent().getParent());
        LOG.info("a cached environment took {} µs", (System.nanoTime() - began) / 1000);
        assertThat(told).isEmpty();
    }

    @Test
    void another_text_another_interpreter_and_another_index_are_other_environments() throws Exception {
        packages.wheel("demo", "1.0", "");
        Path first = get("demo");
        assertThat(get("demo==1.0")).isNotEqualTo(first);
        environment.put("PIP_EXTRA_INDEX_URL", "https://example.org/simple");
        assertThat(get("demo")).isNotEqualTo(first);
        environment.remove("PIP_EXTRA_INDEX_URL");
        assertThat(get("demo")).isEqualTo(first);
        List<Interpreter> all = Interpreters.ofThisHost().all();
        Optional<Interpreter> other =
                all.stream().filter(each -> !each.equals(python)).findFirst();
        assumeTrue(other.isPresent(), "this host has one Python alone");
        python = other.orElseThrow();
        assertThat(get("demo")).isNotEqualTo(first);
    }

    @Test
    void hashes_are_required_and_markers_are_obeyed() throws Exception {
        String hash = TestPackages.sha256(packages.wheel("demo", "1.0", ""));
        packages.wheel("old", "1.0", "");
        Path installed = get("old ; python_version < '3'\ndemo==1.0 \\\n  --hash=sha256:" + hash + "\n");
        assertThat(installed.resolve("demo.py")).exists();
        assertThat(installed.resolve("old.py")).doesNotExist();
        assertThat(get("old ; python_version < '3'")).isEmptyDirectory();

        assertThatThrownBy(() -> get("demo==1.0 --hash=sha256:" + "0".repeat(64)))
                .isInstanceOf(SimulatorException.class)
                .hasMessageContaining("pip cannot install the requirements for Python " + python)
                .hasMessageContaining("THESE PACKAGES DO NOT MATCH THE HASHES")
                .hasMessageContaining(hash);
    }

    @Test
    void what_there_is_not_fails_with_pips_own_words_and_leaves_nothing() throws Exception {
        assertThatThrownBy(() -> get("no-such-package-here"))
                .isInstanceOf(SimulatorException.class)
                .hasMessageContaining("(exit code 1)")
                .hasMessageContaining("No matching distribution found for no-such-package-here");
        assertThat(names()).containsExactly("locks");
        packages.wheel("no_such_package_here", "1.0", "");
        assertThat(get("no-such-package-here")).isNotEmptyDirectory();
    }

    @Test
    void pip_says_the_number_of_the_line_that_it_does_not_understand() {
        assertThatThrownBy(() -> get("# one\ndemo \\\n  >= 1\n\n=nonsense="))
                .hasMessageContaining("(from line 5 of requirements.txt)");
    }

    @Test
    void code_of_packages_sees_nothing_of_the_users_and_changes_nothing() throws Exception {
        Files.writeString(home.resolve("secret"), "secret");
        environment.put("SECRET", "secret");
        packages.sources("nosy", "1.0", """
                def change(path):
                    try:
                        open(path, 'w').close()
                        return 'changed'
                    except (IOError, OSError):
                        return 'refused'
                import socket
                raise RuntimeError('home %%s, secret %%s, prefix %%s, system %%s, links %%s, network %%s' %% (
                    os.listdir(os.path.expanduser('~')), os.environ.get('SECRET'), change(%1$s + '/changed'),
                    change('/usr/changed'), change(%2$s + '/changed'), len(socket.if_nameindex()) > 0))
                """.formatted("'" + python.prefix() + "'", "'" + packages.folder() + "'"));
        assertThatThrownBy(() -> get("nosy"))
                .hasMessageContaining(
                        "home [], secret None, prefix refused, system refused, links refused, network True");
        assertThat(python.prefix().resolve("changed")).doesNotExist();
        assertThat(packages.folder().resolve("changed")).doesNotExist();
    }

    @Test
    void an_interrupt_ends_pip_and_all_that_it_has_started_and_leaves_nothing() throws Exception {
        packages.sources("endless", "1.0", ENDLESS);
        Thread waiter =
                new Thread(() -> assertThatThrownBy(() -> get("endless")).isInstanceOf(InterruptedException.class));
        waiter.start();
        awaitEndless();
        assertThat(processes()).isNotEmpty();
        waiter.interrupt();
        waiter.join();
        assertThat(processes()).isEmpty();
        assertThat(names()).containsExactly("locks");
    }

    @Test
    void two_jvms_install_once() throws Exception {
        packages.sources("built", "1.0", "import time; time.sleep(2)");
        try (ChildJvm one = install("built");
                ChildJvm two = install("built")) {
            assertThat(one.exit()).isZero();
            assertThat(two.exit()).isZero();
            assertThat(one.count("done ")).as("%s", one.lines).isEqualTo(1);
            assertThat(two.count("done ")).as("%s", two.lines).isEqualTo(1);
            assertThat(one.count("Successfully installed") + two.count("Successfully installed"))
                    .isEqualTo(1);
        }
    }

    @Test
    void a_jvm_that_is_killed_takes_pip_with_it_and_the_next_one_succeeds() throws Exception {
        packages.sources("endless", "1.0", ENDLESS);
        try (ChildJvm child = install("endless")) {
            awaitEndless();
            child.kill();
        }
        await().atMost(PATIENCE).until(() -> processes().isEmpty());
        packages.wheel("endless", "1.0", "");
        Path installed = get("endless");
        assertThat(installed.resolve("endless.py")).exists();
        assertThat(names())
                .containsExactlyInAnyOrder(
                        "locks", installed.getParent().getFileName().toString());
    }

    @Test
    void an_interpreter_without_pip_gets_one() throws Exception {
        TestPython.requireIndex(temp);
        Path bare = temp.resolve("bare");
        Process venv = new ProcessBuilder(
                        python.executable().toString(), "-m", "venv", "--copies", "--without-pip", bare.toString())
                .inheritIO()
                .start();
        assertThat(venv.waitFor()).isZero();
        packages.wheel("demo", "1.0", "");
        Interpreter without =
                new Interpreter(python.version(), bare.resolve("bin/python"), bare, python.platform(), false);
        // What a virtual environment leaves out is where the interpreter is that it was made of.
        Files.createDirectories(home.resolve(".config/pip"));
        Files.writeString(home.resolve(".config/pip/pip.conf"), "[freeze]\npath = " + python.prefix() + "\n");
        PipSettings settings = new PipSettings(System.getenv(), home);
        Path installed = new Environments(cache, settings, Interpreters.ofThisHost())
                .packages(without, RequirementsReader.read("idna==3.4", Map.of()), told::add);
        assertThat(installed.resolve("idna")).isDirectory();
        assertThat(told).contains("fetching pip for Python " + python.version().twoNumbers());
        assertThat(names()).contains("pip-for-" + python.version().twoNumbers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.7", "3.6", "3.8", "3.13"})
    void every_version_installs_from_the_index(String version) throws Exception {
        RuntimeChoice choice = Interpreters.ofThisHost().choose(version);
        assumeTrue(choice instanceof RuntimeChoice.Same, "no Python " + version + " on this host");
        TestPython.requireIndex(temp);
        Interpreter chosen = ((RuntimeChoice.Same) choice).interpreter();
        Requirements wanted = RequirementsReader.read(
                "six==1.16.0 --hash=sha256:8abb2f1d86890a2dfb989f9a77cfcfd3e47c2a354b01111771326f8aa26e0254\n"
                        + "futures==3.3.0 ; python_version < '3'"
                        + " --hash=sha256:49b3f5b064b6e3afc3316421a3f25f66c137ae88f068abbf72830170033c5e16",
                Map.of());
        long began = System.nanoTime();
        Path installed = new Environments(cache, PipSettings.ofThisUser(), Interpreters.ofThisHost())
                .packages(chosen, wanted, told::add);
        LOG.info("six for Python {} took {} ms", chosen.version(), (System.nanoTime() - began) / 1_000_000);
        assertThat(installed.resolve("six.py")).exists();
        assertThat(Files.exists(installed.resolve("concurrent"))).isEqualTo(version.equals("2.7"));
    }

    private Path get(String requirements) throws IOException, InterruptedException {
        PipSettings settings = packages.settings(environment, home);
        return new Environments(cache, settings, Interpreters.ofThisHost())
                .packages(python, RequirementsReader.read(requirements, Map.of()), told::add);
    }

    private ChildJvm install(String requirement) throws IOException {
        return ChildJvm.start(InstallMain.class, temp, cache, packages.folder(), home, requirement);
    }

    private void awaitEndless() {
        await().atMost(PATIENCE).until(() -> {
            try (Stream<Path> files = Files.find(cache, 8, (path, attributes) -> path.endsWith("endless"))) {
                return files.findFirst().isPresent();
            } catch (IOException | java.io.UncheckedIOException changing) {
                return false;
            }
        });
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(cache.resolve("python/environments"))) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    /** Processes that work in our cache folder, and are not JVMs. */
    private List<String> processes() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(process -> process.getFileName().toString().matches("\\d+"))
                    .map(process -> read(process.resolve("cmdline")))
                    .filter(line -> line.contains(cache.toString()) && !line.contains("java\0"))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
