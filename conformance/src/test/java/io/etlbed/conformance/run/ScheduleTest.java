package io.etlbed.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.CheckFailed;
import io.etlbed.conformance.check.Images;
import io.etlbed.conformance.check.Judge;
import io.etlbed.conformance.check.Lab;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.Profile;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.check.Settings;
import io.etlbed.conformance.check.Verdict;
import io.etlbed.conformance.evidence.Evidence;
import io.etlbed.conformance.evidence.SeenExchange;
import io.etlbed.conformance.http.Endpoint;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Request;
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

    private record Weighty(String name, String id, int weight, List<String> order) implements Check {

        @Override
        public Set<String> proves() {
            return Set.of(id);
        }

        @Override
        public void run(Session session) {
            order.add(name);
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
    void what_runs_when_the_endpoint_dies_is_skipped_too_and_the_run_says_it_once() throws Exception {
        Check asks = new Scripted("asks", false, session -> {
            server.stop(0);
            session.http().send(Request.of("GET", "/v1/etl"));
        });
        Health health = Health.of(endpoint());

        List<CheckOutcome> outcomes = schedule(health, Profile.DOCUMENT).run(List.of(asks, scripted("after", false)));

        assertThat(outcomes)
                .extracting(CheckOutcome::verdict)
                .containsExactly(
                        new Verdict.Skip("the endpoint stopped answering while this check ran"),
                        new Verdict.Skip("the endpoint does not answer"));
        assertThat(health.trouble().orElseThrow()).contains("does not answer");
    }

    @Test
    void checks_that_take_longest_begin_first_and_some_are_alone_by_the_profile() throws Exception {
        Profile profile = new Profile("p", Settings.DOCUMENT, List.of(), Map.of(), Set.of("SPEC-02"));

        schedule(Health.of(endpoint()), profile)
                .run(List.of(
                        scripted("quick", false),
                        new Weighty("slow", "SPEC-01", 30, order),
                        new Weighty("alone", "SPEC-02", 1, order)));

        assertThat(order).containsExactly("alone", "slow", "quick");
    }

    @Test
    void a_failure_keeps_what_was_sent_and_answered_before_it_is_cleaned_up() throws Exception {
        List<CheckOutcome> outcomes = run(new Scripted("fails", false, session -> {
            session.http().send(Request.of("GET", "/v1/health"));
            Exchange asked =
                    session.http().send(Request.of("PUT", "/v1/nothing").body("{\"a\": 1}"));
            throw CheckFailed.at(asked, "something");
        }));

        Evidence evidence = outcomes.get(0).evidence().orElseThrow();
        assertThat(evidence.exchanges())
                .extracting(SeenExchange::decisive)
                .as("the clean-up is not among them")
                .containsExactly(false, true);
        assertThat(evidence.exchanges().get(1).request())
                .isEqualTo("PUT " + endpoint().url() + "/v1/nothing\n\n{\"a\": 1}");
        assertThat(evidence.exchanges().get(1).answer()).startsWith("404\n").contains("<h1>404 Not Found</h1>");
        assertThat(evidence.unseen()).containsExactly("pods, logs and events: no kubeconfig");
    }

    @Test
    void what_kills_is_skipped_on_a_cluster_of_somebody_else_unless_allowed() throws Exception {
        Check kills = new Scripted("kills", false, session -> order.add("killed"));

        assertThat(Judge.judge(destructive(kills), lab(Profile.DOCUMENT)))
                .isEqualTo(new Verdict.Skip("kills what runs in the cluster: give --destructive"));
        assertThat(order).isEmpty();
        assertThat(Judge.judge(destructive(kills), lab(Profile.DOCUMENT).withDestructive(true)))
                .isEqualTo(Verdict.pass());
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
        return schedule(Health.of(endpoint()), Profile.DOCUMENT).run(List.of(checks));
    }

    private Schedule schedule(Health health, Profile profile) {
        return new Schedule(lab(profile), health, RunListener.none(), 1, (check, verdict) -> verdict);
    }

    private Lab lab(Profile profile) {
        return Lab.of(endpoint(), Optional.empty(), Map.of(), Images.documented(Optional.empty()), profile, 1);
    }

    private Endpoint endpoint() {
        return Endpoint.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    private static Check destructive(Check check) {
        return new Check() {
            @Override
            public String name() {
                return check.name();
            }

            @Override
            public Set<String> proves() {
                return check.proves();
            }

            @Override
            public Set<Need> needs() {
                return Set.of(Need.DESTRUCTION);
            }

            @Override
            public void run(Session session) throws InterruptedException {
                check.run(session);
            }
        };
    }
}
