package io.etlbed.conformance.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.conformance.ConformanceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadEndpointTest {

    @Test
    void an_endpoint_that_does_not_answer_is_one_line_and_no_report(@TempDir Path folder) throws Exception {
        String url = "http://127.0.0.1:" + closedPort();
        ConformanceOptions options = ConformanceOptions.in(folder).withEndpoint(URI.create(url));

        assertThatThrownBy(() -> new ConformanceRun(options, RunListener.none()).run())
                .isInstanceOf(ConformanceException.class)
                .hasMessage("cannot reach " + url + ": connection refused");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
