package io.etlbed.simulator.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ports of pods on this host, by both clients. */
class PortForwardIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern FORWARDING = Pattern.compile("Forwarding from 127.0.0.1:(\\d+) -> \\d+");

    @RegisterExtension
    static final ContainerCluster at = new ContainerCluster();

    @BeforeAll
    static void start() throws Exception {
        at.run("web", """
                containers:
                - name: main
                  image: test/server
                  readinessProbe: {tcpSocket: {port: 80}}
                """);
    }

    @Test
    void fabric8_reaches_a_port_of_a_pod() throws Exception {
        try (LocalPortForward forward = at.pod("web").portForward(80)) {
            assertThat(answers(forward.getLocalPort(), 5)).containsExactly(expected(5));
            assertThat(forward.errorOccurred()).isFalse();
        }
        try (LocalPortForward forward = at.pod("web").portForward(81)) {
            assertThatThrownBy(() -> get(forward.getLocalPort(), "/")).isInstanceOf(IOException.class);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(forward.getServerThrowables())
                            .anySatisfy(failure ->
                                    assertThat(failure).hasMessageContaining("error forwarding port 81 to pod")));
        }
    }

    @Test
    void kubectl_reaches_a_port_of_a_pod_with_many_connections_at_once() throws Exception {
        Process kubectl = kubectl("port-forward", "pod/web", ":80");
        try (BufferedReader lines = kubectl.inputReader(StandardCharsets.UTF_8)) {
            int port = port(lines);
            assertThat(answers(port, 40)).containsExactly(expected(40));
            // And again, when all of those are over.
            assertThat(get(port, "/last")).isEqualTo("web /last");
        } finally {
            kubectl.destroyForcibly().waitFor();
        }
    }

    @Test
    void kubectl_is_told_when_nothing_listens() throws Exception {
        Process kubectl = kubectl("port-forward", "pod/web", ":81");
        try (BufferedReader lines = kubectl.inputReader(StandardCharsets.UTF_8)) {
            int port = port(lines);
            assertThatThrownBy(() -> get(port, "/")).isInstanceOf(IOException.class);
            assertThat(lines.lines().filter(line -> line.contains("error forwarding port 81 to pod")))
                    .isNotEmpty();
        } finally {
            kubectl.destroyForcibly().waitFor();
        }
    }

    private static Process kubectl(String... words) throws IOException {
        return at.kubectl().start(words);
    }

    private static int port(BufferedReader lines) throws IOException {
        String line = String.valueOf(lines.readLine());
        Matcher matcher = FORWARDING.matcher(line);
        assertThat(matcher.find()).as(line).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    private static String[] expected(int count) {
        return IntStream.range(0, count).mapToObj(i -> "web /" + i).toArray(String[]::new);
    }

    private static List<String> answers(int port, int count) {
        List<CompletableFuture<String>> all = IntStream.range(0, count)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> getNow(port, "/" + i)))
                .toList();
        return all.stream().map(CompletableFuture::join).toList();
    }

    private static String getNow(int port, String path) {
        try {
            return get(port, path);
        } catch (IOException failure) {
            return failure.toString();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return interrupted.toString();
        }
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .timeout(PATIENCE)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
