package io.etlbed.ci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EtlbedTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void help_names_the_commands_and_the_exit_codes() {
        assertThat(run("--help")).isZero();
        assertThat(out()).contains("up ", "conformance ", "playbook ", "doctor ", "ais ", "Exit codes:");
    }

    @Test
    void the_version_is_that_of_the_build() {
        assertThat(run("--version")).isZero();
        assertThat(out()).matches("etlbed \\d+\\.\\d+\\.\\d+\\R");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "conformance",
                "conformance run",
                "conformance list",
                "conformance diff",
                "playbook run",
                "playbook sample",
                "bench",
                "soak",
                "history",
                "lint",
                "fuzz",
                "doctor"
            })
    void every_command_explains_itself(String command) {
        assertThat(run((command + " --help").split(" "))).isZero();
        assertThat(out()).startsWith("Usage: etlbed " + command);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "conformance",
                "playbook",
                "up --targets three",
                "up --nonsense",
                "playbook run",
                "conformance run --endpoint :",
                "up --targets 0",
                "up --proxies 0",
                "soak --minutes 0",
                "history --minutes 0",
                "history --clients 33",
                "bench --mix nonsense",
                "bench --size 4GB",
                "bench --size 2MiB-1MiB",
                "bench --workers 0",
                "bench --minutes 0",
                "bench --endpoint nonsense",
                "bench --endpoint http://127.0.0.1:1 --only data",
                "bench --endpoint http://127.0.0.1:1 --mix etl",
                "bench --etl some-etl",
                "bench --json file",
                "bench --folder /dev/null",
                "up --port 70000",
                "up --provider no-such-provider",
                "up --kubeconfig file",
                "up --tls-cert file",
                "up --tls-ca file",
                "conformance run --ca file",
                "conformance run --endpoint http://127.0.0.1:8080 --ca file",
                "playbook run no-such-playbook",
                "playbook run md5 --targets 0",
                "playbook run md5:no-such-variant",
                "playbook run md5 --kubeconfig file",
                "playbook run all --stop-before 2",
                "playbook sample folder --train 5",
                "playbook sample folder --train 5 --val 5 --size 4",
                "conformance run --only NO-SUCH-RULE",
                "conformance run --only SPEC-99",
                "conformance run --profile no-such-profile",
                "conformance run --kubeconfig file",
                "conformance run --parallel 0",
                "conformance run --large 4GB",
                "conformance run --baseline no-such-file",
                "conformance run --profile no-such-file.yaml",
                "conformance run --strict --write-baseline file",
                "conformance diff old.json",
                "conformance run --provider docker",
                "up --sandbox nonsense",
                "up --pod-network sometimes",
                "up --provider kubeconfig --sandbox doors",
                "playbook run md5 --endpoint http://127.0.0.1:1 --sandbox none",
                "conformance run --endpoint http://127.0.0.1:1 --pod-network open",
                "conformance run --inproc --sandbox none",
                "lint",
                "lint no-such-file",
                "lint --format xml -",
                "lint --fix --diff -",
                "lint --communication hpush -",
                "fuzz --target nonsense",
                "fuzz --minutes 0",
                "fuzz --examples 0",
                "fuzz --target lint --endpoint http://127.0.0.1:1",
                "fuzz --kubeconfig file",
                "fuzz --replay no-such-file"
            })
    void what_is_not_understood_is_told_in_one_line_and_ends_with_2(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(err())
                .startsWith("etlbed: ")
                .endsWith("--help` tells more\n")
                .hasLineCount(2);
        assertThat(out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bench --endpoint http://127.0.0.1:1",
                "conformance run --endpoint http://127.0.0.1:1",
                "fuzz --endpoint http://127.0.0.1:1",
                "fuzz --target kubernetes --kubeconfig no-such-file",
                "conformance run --endpoint http://127.0.0.1:1 --kubeconfig no-such-file",
                "conformance diff no-such-file.json no-such-file.json"
            })
    void what_cannot_be_done_is_told_in_one_line_and_ends_with_1(String line) {
        assertThat(run(line.split(" "))).isEqualTo(1);
        assertThat(err().lines().filter(each -> each.startsWith("etlbed: "))).hasSize(1);
        assertThat(err()).doesNotContain("\tat ");
    }

    @Test
    void debug_shows_where_an_error_comes_from() {
        assertThat(run("conformance", "run", "--endpoint", "http://127.0.0.1:1", "--debug"))
                .isEqualTo(1);
        assertThat(err()).contains("\tat io.etlbed.conformance");
    }

    @Test
    void a_provider_that_there_is_not_is_answered_with_those_there_are() {
        assertThat(run("up", "--provider", "docker")).isEqualTo(2);
        assertThat(err()).startsWith("etlbed: no provider 'docker'; there are embedded, k3s, kubeconfig\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "conformance run", "playbook run md5"})
    @Timeout(30)
    void k3s_without_a_Docker_engine_is_answered_in_seconds_with_what_to_do(String command) {
        System.setProperty("etlbed.docker.host", "unix:///no/such/docker.sock");
        try {
            assertThat(run((command + " --provider k3s").split(" "))).isEqualTo(1);
        } finally {
            System.clearProperty("etlbed.docker.host");
        }
        assertThat(err())
                .contains("no Docker engine answers: tried unix:///no/such/docker.sock (no such file)")
                .contains("DOCKER_HOST")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "conformance run"})
    void real_images_are_for_k3s_alone(String command) {
        assertThat(run((command + " --image acme/upper").split(" "))).isEqualTo(2);
        assertThat(err()).startsWith("etlbed: --image needs --provider k3s\n");
    }

    @Test
    void a_taken_port_is_answered_with_a_way_out() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run("up", "--targets", "1", "--port", "" + taken.getLocalPort()))
                    .isEqualTo(1);
        }
        assertThat(err()).contains("1 node, 1 proxy, 1 target …", "(another port: --port N, any free one: --port 0)\n");
    }

    @Test
    void every_requirement_is_listed_with_its_checks() {
        assertThat(run("conformance", "list")).isZero();
        assertThat(out()).contains("SPEC-01", "NAME-03", "XFORM-08", "PLAY-01");
    }

    @Test
    void the_playbooks_are_listed() {
        assertThat(run("playbook", "list")).isZero();
        assertThat(out()).contains("md5", "imagenet-inline:torch", "pytorch-training");
    }

    @Test
    void doctor_says_what_this_machine_has() {
        assertThat(run("doctor")).isBetween(0, 1);
        assertThat(out()).contains("JDK", "python3", "sandbox", "k3s", "kubectl", "here.");
        assertThat(out().lines().filter(line -> line.contains(" runtime "))).hasSize(5);
    }

    @Test
    void doctor_tells_which_sandbox_is_chosen_and_of_each_other_that_it_is_there_or_why_not() {
        run("doctor");
        List<String> rungs =
                out().lines().filter(line -> line.contains(" sandbox ")).toList();
        assertThat(rungs).hasSize(4);
        assertThat(rungs).filteredOn(line -> line.contains(", chosen: ")).hasSize(1);
        assertThat(rungs)
                .filteredOn(line -> !line.contains(", chosen: "))
                .allMatch(line -> line.matches(".* (doors|relay|root|none)(, there but not chosen: |, absent: ).+"));
    }

    @Test
    void a_sandbox_that_there_is_not_is_answered_with_those_there_are() {
        assertThat(run("up", "--sandbox", "jail")).isEqualTo(2);
        assertThat(err()).contains("no sandbox 'jail'; there are doors, relay, root, none\n");
    }

    private int run(String... arguments) {
        return Etlbed.run(new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8)), arguments);
    }

    private String out() {
        return out.toString(UTF_8);
    }

    private String err() {
        return err.toString(UTF_8);
    }
}
