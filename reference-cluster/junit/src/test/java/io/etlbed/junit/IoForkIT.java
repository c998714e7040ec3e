package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** CODE-05: a script that runs in a copy of a process behaves as in a fresh interpreter, and pays no import. */
class IoForkIT {

    private static final String ALL = "io.etlbed.junit.Interpreter#all";
    private static final String ENDS = "io.etlbed.junit.Interpreter#ends";
    private static final List<String> CASES = List.of(
            "names",
            "globals",
            "environment",
            "descriptors",
            "signals",
            "stdin",
            "no newline",
            "binary",
            "unicode",
            "unclosed file",
            "unclosed stdout",
            "order",
            "exit",
            "exit 0",
            "exit 7",
            "exit 263",
            "exit -1",
            "exit text",
            "exit None",
            "raise",
            "chained",
            "syntax",
            "interrupt",
            "own hook",
            "os exit",
            "killed",
            "atexit",
            "exit in atexit",
            "thread",
            "destructor",
            "closed stdout",
            "subprocess",
            "pickle",
            "main",
            "stderr");

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource(ALL)
    void a_script_behaves_as_in_a_fresh_interpreter(Interpreter python) throws Exception {
        Map<String, String> fresh = answers(python, "off");
        Map<String, String> forked = answers(python, "on");
        SoftAssertions all = new SoftAssertions();
        for (String each : CASES) {
            all.assertThat(forked.get(each)).as(each).isEqualTo(fresh.get(each));
        }
        all.assertAll();
        assertThat(fresh.get("origin")).isEqualTo("200 same process");
        assertThat(forked.get("origin")).isEqualTo("200 another process");
        assertThat(fresh.get("names")).startsWith("200 ").contains("code.py", "'__main__'");
        assertThat(fresh.get("raise")).startsWith("400 ").contains("in <module>", "in inner", "KeyError");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void imports_are_paid_once_and_random_numbers_differ(Interpreter python) throws Exception {
        String slow = "import time\ntime.sleep(1)\nwith open(%s, 'a') as log:\n    log.write('imported\\n')\n";
        Path log = folder.resolve("imports");
        module("slow", slow.formatted("'" + log + "'"));
        String code = """
                import random, sys
                try:
                    import slow
                except ImportError:
                    slow = None
                sys.stdout.write('%r %r' % (slow.__name__, random.random()))
                """;
        try (PodServer server = PodServer.io(folder, python, code, Map.of()).ready()) {
            List<String> answers = new ArrayList<>();
            for (int each = 0; each < 25; each++) {
                answers.add(server.say("/", ""));
            }
            assertThat(answers)
                    .allMatch(each -> each.matches("200 'slow' [0-9.e-]+"))
                    .doesNotHaveDuplicates();
            assertThat(log).hasContent("imported");
        }
    }

    @ParameterizedTest
    @MethodSource(ENDS)
    void numerical_libraries_are_told_to_take_one_thread_and_scripts_see_nothing_of_it(Interpreter python)
            throws Exception {
        module("numerical", "import os\nthreads = os.environ.get('OMP_NUM_THREADS')\n");
        String code = """
                import numerical, os, sys
                sys.stdout.write('%s %s' % (numerical.threads, os.environ.get('OMP_NUM_THREADS')))
                """;
        try (PodServer server = PodServer.io(folder, python, code, Map.of()).ready()) {
            assertThat(server.say("/", "")).isEqualTo("200 1 None");
        }
        Map<String, String> wished = Map.of("OMP_NUM_THREADS", "3");
        try (PodServer server = PodServer.io(folder, python, code, wished).ready()) {
            assertThat(server.say("/", "")).isEqualTo("200 3 3");
        }
    }

    @ParameterizedTest
    @MethodSource(ENDS)
    void what_a_script_imports_later_is_learned_from_its_first_object(Interpreter python) throws Exception {
        Path log = folder.resolve("imports");
        module("late", "with open('%s', 'a') as log:\n    log.write('imported\\n')\n".formatted(log));
        String code = "import sys\ndef work():\n    import late\n    sys.stdout.write(late.__name__)\nwork()\n";
        try (PodServer server = PodServer.io(folder, python, code, Map.of()).ready()) {
            await().untilAsserted(() -> {
                long before = Files.exists(log) ? Files.size(log) : 0;
                assertThat(server.say("/", "")).isEqualTo("200 late");
                assertThat(Files.size(log)).isEqualTo(before);
            });
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_script_for_which_copies_are_not_safe_runs_in_a_fresh_interpreter_with_one_notice(Interpreter python)
            throws Exception {
        module("threaded", """
                        import threading, time
                        thread = threading.Thread(target=time.sleep, args=(1000,))
                        thread.daemon = True
                        thread.start()
                        """);
        module("printing", "import sys\nsys.stdout.write('banner ')\n");
        module("reading", "import sys\nfirst = sys.stdin.read(1)\n");
        module(
                "crashing",
                "import os\nif len(os.listdir('.')) >= 0 and not os.environ.get('SAFE'): os.kill(os.getpid(), 9)\n");
        fallsBack(
                python, "import sys, threaded\nsys.stdout.write(sys.stdin.read())\n", "200 object", "start 1 threads");
        fallsBack(
                python, "import sys, printing\nsys.stdout.write(sys.stdin.read())\n", "200 banner object", "print to");
        fallsBack(python, "import sys, reading\nsys.stdout.write(sys.stdin.read())\n", "200 bject", "read stdin");
        fallsBack(python, "import no_such\n", "400 ", "import no_such: ");
        fallsBack(python, "import crashing\n", "400 ", "signal 9 (SIGKILL)");
        fallsBack(python, "def broken(:\n", "400 ", "cannot be read as Python");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void imports_that_depend_on_what_the_script_did_before_are_left_to_it(Interpreter python) throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("distant.py"), "import os\nvalue = os.environ['SET']\n");
        String code = "import os, sys\nhome = os.environ.get('HOME')\nimport json\nsys.path.append('" + elsewhere
                + "')\n" + "os.environ['SET'] = 'set'\nimport distant\nsys.stdout.write(distant.value)\n";
        try (PodServer server = PodServer.io(folder, python, code, Map.of()).ready()) {
            assertThat(server.say("/", "")).isEqualTo("200 set");
            assertThat(server.log())
                    .contains("line 6 and later imports are run for each object, since line 4")
                    .doesNotContain("fresh interpreter");
        }
    }

    @ParameterizedTest
    @MethodSource(ENDS)
    void a_script_that_is_known_by_its_requests_alone_is_prepared_then(Interpreter python) throws Exception {
        module("origin", "import os\nprocess = os.getpid()\n");
        Path script = Files.writeString(
                folder.resolve("code/script.py"),
                "import origin, os, sys\nsys.stdout.write('%s %s' % (sys.argv[1:], origin.process == os.getpid()))\n");
        String target = "/?command=bash&command=-c&command=" + encode("python " + script + " 1 b");
        try (PodServer server = PodServer.runner(folder, python, Map.of()).ready()) {
            assertThat(server.say(target, "")).isEqualTo("200 ['1', 'b'] True");
            await().untilAsserted(() -> assertThat(server.say(target, "")).isEqualTo("200 ['1', 'b'] False"));
            Files.writeString(script, "import sys\nsys.stdout.write('changed')\n");
            assertThat(server.say(target, "")).isEqualTo("200 changed");
        }
    }

    private void fallsBack(Interpreter python, String code, String answer, String reason) throws Exception {
        try (PodServer server = PodServer.io(folder, python, code, Map.of()).ready()) {
            for (int each = 0; each < 2; each++) {
                assertThat(server.say("/", "object")).as(code).startsWith(answer);
            }
            assertThat(server.log()).as(code).containsOnlyOnce(reason);
        }
    }

    private Map<String, String> answers(Interpreter python, String fork) throws Exception {
        module("origin", "import os\nprocess = os.getpid()\n");
        String code;
        try (InputStream in = IoForkIT.class.getResourceAsStream("fork_cases.py")) {
            code = new String(in.readAllBytes(), UTF_8);
        }
        Map<String, String> answers = new LinkedHashMap<>();
        Map<String, String> environment = Map.of("ETL_IO_FORK", fork, "LC_ALL", "C.UTF-8");
        try (PodServer server = PodServer.io(folder, python, code, environment).ready()) {
            String target = "/?command=bash&command=-c&command="
                    + encode("exec python " + folder + "/code/code.py first --second=2");
            for (String each : CASES) {
                HttpResponse<byte[]> answer = server.post(target, (each + "\nrest\0\n").getBytes(UTF_8));
                String text = new String(answer.body(), UTF_8);
                // Python 2 has something to say about threading when it ends in an exit handler.
                answers.put(each, answer.statusCode() + " " + text.replaceAll("Exception KeyError.* ignored\n", ""));
            }
            answers.put("origin", server.say("/", "origin\n"));
            assertThat(server.log()).doesNotContain("fresh interpreter");
        }
        return answers;
    }

    private void module(String name, String text) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("code")).resolve(name + ".py"), text);
    }

    private static String encode(String word) {
        return URLEncoder.encode(word, UTF_8);
    }
}
