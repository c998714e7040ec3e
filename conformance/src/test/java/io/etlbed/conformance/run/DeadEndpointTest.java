package io.etlbed.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.conformance.report.ConformanceReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadEndpointTest {

    @Test
    void an_endpoint_that_does_not_answer_is_said_once(@TempDir Path folder) throws Exception {
        ConformanceOptions options =
                ConformanceOptions.in(folder).withEndpoint(URI.create("http://127.0.0.1:" + closedPort()));

        ConformanceReport report = new ConformanceRun(options, RunListener.none()).run();

        assertThat(report.facts().trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble).contains("does not answer", "/v1/health"));
        assertThat(report.outcomes())
                .noneMatch(outcome -> outcome.standing().word().equals("fail"));
        assertThat(report.exitCode()).isEqualTo(ConformanceReport.FAILED);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
