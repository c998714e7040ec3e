package io.etlbed.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.CheckFailed;
import io.etlbed.conformance.check.Images;
import io.etlbed.conformance.check.Lab;
import io.etlbed.conformance.check.Profile;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.check.Verdict;
import io.etlbed.conformance.http.Endpoint;
import io.etlbed.conformance.report.CheckOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private final List<String> order = new ArrayList<>();
    private HttpServer server;

    /** What a check of these tests does. */
    private interface Body {
        void run(Session session) throws InterruptedException;
    }

    private record Scripted(String name, boolean exclusive, Body body) implements Check {

        @Override
        public Set<String> proves() {
            return Set.of("SPEC-01");
        }

        @Override
        public void run(Session session) throws InterruptedException {
            body.run(session);
        }
    }

    @BeforeEach
    void healthy() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/health", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void exclusive_checks_run_first() throws Exception {
        run(scripted("second", false), scripted("first", true));

        assertThat(order).containsExactly("first", "second");
    }

    @Test
    void once_the_endpoint_is_dead_what_is_left_is_skipped() throws Exception {
        Check kills = new Scripted("kills", true, session -> {
            server.stop(0);
            throw CheckFailed.because("no answer", "an answer");
        });

        List<CheckOutcome> outcomes = run(kills, scripted("after", false), scripted("later", true));

        assertThat(order).isEmpty();
        assertThat(outcomes)
                .extracting(outcome -> outcome.verdict().word())
                .containsExactlyInAnyOrder("fail", "skip", "skip");
    }

    @Test
    void a_check_that_breaks_is_a_failure_of_its_own() throws Exception {
        List<CheckOutcome> outcomes = run(new Scripted("broken", false, session -> {
            throw new IllegalStateException("oops");
        }));

        assertThat(outcomes.get(0).verdict())
                .isInstanceOfSatisfying(
                        Verdict.Fail.class, fail -> assertThat(fail.found()).contains("itself broke", "oops"));
    }

    private Check scripted(String name, boolean exclusive) {
        return new Scripted(name, exclusive, session -> order.add(name));
    }

    private List<CheckOutcome> run(Check... checks) throws InterruptedException {
        Endpoint endpoint =
                Endpoint.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
        Lab lab =
                Lab.of(endpoint, Optional.empty(), Map.of(), Images.documented(Optional.empty()), Profile.DOCUMENT, 1);
        return new Schedule(lab, Health.of(endpoint), RunListener.none(), 1, (check, verdict) -> verdict)
                .run(List.of(checks));
    }
}
