package io.etlbed.simulator.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that attach to what already runs. */
class AttachIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Answers each line without ending its own. */
    private static final String ECHO = """
            restartPolicy: Never
            containers:
            - name: main
              image: test/server
              stdin: true
              stdinOnce: %s
              command: [sh, -c, 'while read line; do printf "%%s> " "$line"; done; echo over; exit 3']
            """;

    @RegisterExtension
    static final ContainerCluster at = new ContainerCluster();

    @Test
    void output_is_read_from_now_on_byte_by_byte_and_input_reaches_the_command() throws Exception {
        at.run("talker", ECHO.formatted(false));
        for (String word : new String[] {"first", "second"}) {
            ByteArrayOutputStream stdout = new ByteArrayOutputStream();
            try (ExecWatch watch =
                    at.pod("talker").redirectingInput().writingOutput(stdout).attach()) {
                watch.getInput().write((word + "\n").getBytes(UTF_8));
                watch.getInput().flush();
                await().atMost(PATIENCE).until(() -> stdout.toString(UTF_8).equals(word + "> "));
            }
        }
        // Both clients are gone, and the command is not.
        assertThat(at.pod("talker").get().getStatus().getPhase()).isEqualTo("Running");
    }

    @Test
    void input_that_is_given_once_ends_with_its_client() throws Exception {
        at.run("once", ECHO.formatted(true));
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        try (ExecWatch watch =
                at.pod("once").redirectingInput().writingOutput(stdout).attach()) {
            watch.getInput().write("word\n".getBytes(UTF_8));
            watch.getInput().flush();
            await().atMost(PATIENCE).until(() -> stdout.toString(UTF_8).equals("word> "));
        }
        Pod ended = at.pod("once")
                .waitUntilCondition(pod -> "Failed".equals(pod.getStatus().getPhase()), 60, TimeUnit.SECONDS);
        assertThat(ended.getStatus()
                        .getContainerStatuses()
                        .get(0)
                        .getState()
                        .getTerminated()
                        .getExitCode())
                .isEqualTo(3);
        assertThat(at.pod("once").getLog()).isEqualTo("word> over\n");
    }

    @Test
    void kubectl_attaches_until_the_container_ends() throws Exception {
        at.run("piped", ECHO.formatted(true));
        var kubectl = at.kubectl();

        assertThat(kubectl.runWith("a\nb\n", "attach", "-i", "piped"))
                .satisfies(result -> assertThat(result.text()).contains("a> b> over"))
                .satisfies(result -> assertThat(result.code()).isZero());

        at.runSleeper("deaf");
        assertThat(kubectl.runWith("a\n", "attach", "-i", "deaf"))
                .satisfies(result -> assertThat(result.text()).contains("container main has no input to attach to"))
                .satisfies(result -> assertThat(result.code()).isNotZero());
    }

    @Test
    void a_client_that_does_not_read_does_not_keep_a_pod_alive() throws Exception {
        at.run("loud", """
                terminationGracePeriodSeconds: 0
                containers:
                - name: main
                  image: test/server
                  command: [sh, -c, "exec yes"]
                """);
        try (ExecWatch watch = at.pod("loud").redirectingOutput().attach()) {
            assertThat(watch.getOutput().read()).isNotNegative();
            at.pod("loud").delete();
            at.pod("loud").waitUntilCondition(pod -> pod == null, 60, TimeUnit.SECONDS);
        }
    }
}
