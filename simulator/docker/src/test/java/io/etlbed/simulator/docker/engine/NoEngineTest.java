package io.etlbed.simulator.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.simulator.SimulatorException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class NoEngineTest {

    @Test
    void a_missing_engine_is_said_with_where_it_was_looked_for_and_what_to_do() {
        assertThatThrownBy(() -> DockerEngine.connect(List.of("unix:///no/such/socket", "tcp://127.0.0.1:1")))
                .isInstanceOf(SimulatorException.class)
                .hasMessageContaining("unix:///no/such/socket (no such file)")
                .hasMessageContaining("tcp://127.0.0.1:1 (Connect to http://127.0.0.1:1 failed: Connection refused)")
                .hasMessageContaining("systemctl")
                .hasMessageContaining("DOCKER_HOST");
    }

    @Test
    void a_socket_behind_which_nobody_answers_is_given_up_within_seconds() throws IOException {
        Path folder = Files.createTempDirectory("e");
        Path socket = folder.resolve("s");
        try (ServerSocketChannel mute = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            mute.bind(UnixDomainSocketAddress.of(socket));
            long start = System.nanoTime();

            assertThatThrownBy(() -> DockerEngine.connect(List.of("unix://" + socket)))
                    .isInstanceOf(SimulatorException.class)
                    .hasMessageContaining("no Docker engine answers: tried unix://" + socket + " (");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        } finally {
            Files.deleteIfExists(socket);
            Files.delete(folder);
        }
    }
}
