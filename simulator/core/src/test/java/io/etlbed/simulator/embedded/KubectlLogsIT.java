package io.etlbed.simulator.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.etlbed.simulator.embedded.api.Kubectl;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the real kubectl shows of what containers have written. */
class KubectlLogsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z";

    @RegisterExtension
    static final ContainerCluster at = new ContainerCluster();

    private static Kubectl kubectl;

    @BeforeAll
    static void start() throws IOException {
        kubectl = at.kubectl();
    }

    private static String out(String... arguments) {
        Kubectl.Result result = kubectl.run(arguments);
        assertThat(result.code()).as(result.text()).isZero();
        return result.text();
    }

    @Test
    void lines_are_chosen_by_number_size_and_time() {
        at.create("counted", """
                restartPolicy: Never
                containers:
                - name: main
                  image: test/server
                  command: [sh, -c, "echo one; sleep 5; echo two; echo three; printf four"]
                """);
        at.awaitPhase("counted", "Succeeded");

        assertThat(out("logs", "counted")).isEqualTo("one\ntwo\nthree\nfour");
        assertThat(out("logs", "counted", "--tail=2")).isEqualTo("three\nfour");
        assertThat(out("logs", "counted", "--limit-bytes=6")).isEqualTo("one\ntw");
        String[] timed = out("logs", "counted", "--timestamps").split("\n", -1);
        assertThat(timed[0]).matches(TIME + " one");
        assertThat(timed[3]).matches(TIME + " four");

        String between =
                Instant.parse(timed[1].split(" ", 2)[0]).minusSeconds(2).toString();
        assertThat(out("logs", "counted", "--since-time=" + between)).isEqualTo("two\nthree\nfour");
        await().atMost(PATIENCE)
                .until(() -> out("logs", "counted", "--since=4s").isEmpty());
        assertThat(out("logs", "counted", "--since=1h")).startsWith("one\n");
    }

    @Test
    void a_very_long_line_has_one_time() {
        at.create("long", """
                restartPolicy: Never
                containers:
                - name: main
                  image: test/server
                  command: [sh, -c, "head -c 40000 /dev/zero | tr '\\\\0' x; echo; echo end"]
                """);
        at.awaitPhase("long", "Succeeded");
        assertThat(out("logs", "long", "--timestamps")).matches(TIME + " x{40000}\n" + TIME + " end\n");
    }

    @Test
    void all_containers_are_shown_each_with_its_name() {
        at.create("several", """
                restartPolicy: Never
                initContainers:
                - {name: first, image: test/server, command: [echo, prepared]}
                containers:
                - {name: one, image: test/server, command: [echo, 1]}
                - {name: two, image: test/server, command: [echo, 2]}
                """.replace("echo, 1", "echo, \"1\"").replace("echo, 2", "echo, \"2\""));
        at.awaitPhase("several", "Succeeded");

        assertThat(out("logs", "several", "--all-containers").lines()).containsExactlyInAnyOrder("prepared", "1", "2");
        assertThat(out("logs", "several", "--all-containers", "--prefix").lines())
                .containsExactlyInAnyOrder(
                        "[pod/several/first] prepared", "[pod/several/one] 1", "[pod/several/two] 2");
        assertThat(out("logs", "several", "-c", "two")).isEqualTo("2\n");
    }

    @Test
    void the_log_of_the_run_before_is_there_until_the_one_after_it_has_ended() {
        at.create("again", """
                containers:
                - name: main
                  image: test/server
                  command: [sh, -c, "echo run $(cat /count/n 2>/dev/null | wc -l); echo >> /count/n; exit 1"]
                  volumeMounts: [{name: count, mountPath: /count}]
                volumes: [{name: count, emptyDir: {}}]
                """);
        // The first restart does not wait, the second one does.
        at.awaitContainer(
                "again",
                container -> container.getRestartCount() == 1
                        && container.getState().getWaiting() != null
                        && "CrashLoopBackOff"
                                .equals(container.getState().getWaiting().getReason()));
        assertThat(out("logs", "again")).isEqualTo("run 1\n");
        assertThat(out("logs", "again", "--previous")).isEqualTo("run 1\n");
        at.pod("again").withGracePeriod(0).delete();
    }

    @Test
    void who_writes_very_much_loses_the_oldest_and_those_who_follow_see_the_newest() throws Exception {
        at.run("flood", """
                terminationGracePeriodSeconds: 1
                containers:
                - name: main
                  image: test/server
                  command:
                  - sh
                  - -c
                  - |
                    echo begin
                    until [ -e /count/go ]; do sleep 0.1; done
                    rm /count/go
                    seq -f 'line %.0f of this flood, which is not short' 400000
                    echo end
                    until [ -e /count/go ]; do sleep 0.1; done
                    rm /count/go
                  volumeMounts: [{name: count, mountPath: /count}]
                volumes: [{name: count, emptyDir: {}}]
                """);
        Process follower = kubectl.start("logs", "-f", "flood");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(follower.getInputStream(), UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("begin");
            at.sh("flood", "main", "touch /count/go");
            String last = lines.readLine();
            while (!"end".equals(last)) {
                assertThat(last).isNotNull().startsWith("line ");
                last = lines.readLine();
            }
        } finally {
            follower.destroyForcibly();
        }
        String kept = out("logs", "flood");
        assertThat(kept).doesNotContain("begin\n").endsWith("line 400000 of this flood, which is not short\nend\n");
        assertThat(kept.length()).isBetween(1 << 20, 10 << 20);

        at.sh("flood", "main", "touch /count/go");
        at.awaitContainer("flood", container -> container.getRestartCount() == 1 && container.getReady());
        assertThat(out("logs", "flood", "--previous", "--tail=2"))
                .isEqualTo("line 400000 of this flood, which is not short\nend\n");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(out("logs", "flood")).isEqualTo("begin\n"));
    }

    @Test
    void what_is_not_there_is_said() {
        at.run("young", """
                terminationGracePeriodSeconds: 1
                containers: [{name: main, image: test/server, command: [sleep, "100000"]}]
                """);
        assertThat(kubectl.run("logs", "young", "--previous").text())
                .contains("previous terminated container \"main\" in pod \"young\" not found");
        assertThat(kubectl.run("logs", "young", "-c", "other").text())
                .contains("container other is not valid for pod young");
    }
}
